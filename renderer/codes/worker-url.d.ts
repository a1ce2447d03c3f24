/** Address of a worker's script, built by itself (vite). */
declare module "*?worker&url" {
  export const url: string;
  export { url as default };
}
