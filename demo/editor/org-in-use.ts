import type { DemoOrg } from '../demo-org';
import { keepDue } from '../keep-due';

/** A first try has something to read, and not too much. */
const wanted = { least: 100, mostAtOnce: 10 };
const everyMs = 30_000;

/** From now on people work in the org, so that records are due however long somebody looks; gives what ends it. */
export function putOrgInUse(org: DemoOrg): () => void {
	const timer = setInterval(() => keepDue(org, wanted, new Date()), everyMs);
	return () => clearInterval(timer);
}
