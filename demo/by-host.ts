type Fetch = (request: Request) => Response | Promise<Response>;

/** Serves several sites on one port, each under its own host name (`phone.localhost`). */
export const byHost =
  (sites: Readonly<Record<string, Fetch>>): Fetch =>
  (request) => {
    const site = sites[new URL(request.url).hostname];
    return site ? site(request) : new Response('No such site.\n', { status: 404 });
  };
