import { Overview } from "./overview.tsx";

export default function Registry() {
  return <Overview />;
}
