import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';

/** Containers on several machines may have one name and one process id. */
const worker = `${hostname()}:${process.pid}:${randomUUID().slice(0, 8)}`;

/** Names the process that this runs in, unlike any other and any that was before. */
export function thisWorker(): string {
	return worker;
}
