import { Pay } from "./pay.js";

export const dynamic = "force-dynamic";

export default function Page() {
  return <Pay />;
}
