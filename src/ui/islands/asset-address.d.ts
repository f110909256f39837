/** Vite: the address of a file that is copied as it is. */
declare module '*?url' {
  const address: string;
  export default address;
}
