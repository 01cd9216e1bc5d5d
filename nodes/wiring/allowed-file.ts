import type { IExecuteFunctions } from 'n8n-workflow';

/** Where the file really is, with its links followed; `undefined` when it is not there, or n8n lets no workflow read it. */
export async function allowedFile(this: IExecuteFunctions, filePath: string): Promise<string | undefined> {
	try {
		const resolved = await this.helpers.resolvePath(filePath);
		return this.helpers.isFilePathBlocked(resolved) ? undefined : resolved;
	} catch {
		// Neither the folder nor the file is there.
		return undefined;
	}
}
