import { createReadStream } from 'node:fs';
import type { RecordItem } from '../../core/record/record-item';
import { writeRecords } from '../../core/stages/write/write';
import type { WriteRequest } from '../../core/changes/write-request';
import { contest } from './contestant-process';
import { connectOurs, withProposal } from './our-client';
import type { ExportedLead } from './org-messages';
import { inRun } from './our-run';

/** The file is streamed, as the other one streams it; only so many records are in memory at a time. */
const batchSize = 500;

/** Sends exactly the cells that the other one sends: without stamps. */
const request: WriteRequest = {
	sObject: 'Lead',
	isDryRun: false,
	autoAssign: false,
	writeStamps: false,
	delivery: 'at_finish',
};

void contest(async ({ url, folder, jsonLinesFile = '' }) => {
	const client = await connectOurs(url);
	await inRun(client, folder, async (context) => {
		for await (const items of batches(jsonLinesFile)) {
			await context.store.addWork(
				context.run,
				items.map(({ Id }) => ({ recordId: String(Id) })),
			);
			await writeRecords(client, request, items, context);
		}
	});
});

async function* batches(file: string): AsyncGenerator<RecordItem[]> {
	let items: RecordItem[] = [];
	let rest = '';
	for await (const piece of createReadStream(file, 'utf8')) {
		const lines = (rest + String(piece)).split('\n');
		rest = lines.pop() ?? '';
		for (const line of lines) {
			const lead = JSON.parse(line) as ExportedLead;
			items.push(withProposal({ Id: lead.Id, Title: lead.Title, _enrichment: { version: lead.SystemModstamp } }));
			if (items.length < batchSize) continue;
			yield items;
			items = [];
		}
	}
	if (rest !== '') throw new Error(`The last line of ${file} has no end`);
	if (items.length > 0) yield items;
}
