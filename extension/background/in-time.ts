/** What `work` comes to, or `otherwise` where it fails or takes longer than `ms`. It is not ended by that. */
export async function inTime<Result, Otherwise>(
  work: Promise<Result>,
  otherwise: Otherwise,
  ms: number,
): Promise<Result | Otherwise> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLate = new Promise<Otherwise>((give) => {
    timer = setTimeout(() => give(otherwise), ms);
  });
  return Promise.race([work.catch(() => otherwise), tooLate]).finally(() => clearTimeout(timer));
}
