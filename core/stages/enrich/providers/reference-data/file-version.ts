import { createHash } from 'node:crypto';
import { readReferenceBytes, type ReferenceFileOptions } from './file-text';

/** The SHA-256 of the file's content: another one means that the file may know what it did not know before. */
export async function fileVersion(path: string, options: Omit<ReferenceFileOptions, 'encoding'> = {}): Promise<string> {
	const hash = createHash('sha256');
	for await (const chunk of readReferenceBytes(path, options)) hash.update(chunk);
	return hash.digest('hex');
}
