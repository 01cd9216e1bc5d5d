import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';

/** The SHA-256 of the file's content: another one means that the file may know what it did not know before. */
export async function fileVersion(path: string, signal?: AbortSignal): Promise<string> {
	const hash = createHash('sha256');
	for await (const chunk of createReadStream(path, { signal })) hash.update(chunk as Buffer);
	return hash.digest('hex');
}
