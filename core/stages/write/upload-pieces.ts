import { csvHeader, csvLine } from '../../salesforce/csv-lines';
import type { StagedRow } from '../../store/store';
import { rowToSend, type Delivery } from './delivery';

/** Raw CSV that Salesforce takes in one upload: 150 MB after base64 (Bulk API 2.0 guide, “Limits”). */
export const maxUploadBytes = 100_000_000;

/** Large enough for few writes to the socket, small enough to be no burden. */
const pieceLength = 64 * 1024;

/** What an upload holds, known once it has been read to its end. */
export interface UploadExtent {
	/** Rows sent. */
	rows: number;
	/** Staged rows passed, those left out among them; the next part begins behind them. */
	passed: number;
}

/** CSV of the staged rows from this position on, in pieces, until the next row would make the upload too large. */
export async function* uploadPieces(delivery: Delivery, from: number, extent: UploadExtent): AsyncGenerator<string> {
	const columns = ['Id', ...delivery.columns];
	const limit = delivery.request.maxUploadBytes ?? maxUploadBytes;
	let piece = csvHeader(columns);
	let bytes = Buffer.byteLength(piece);
	Object.assign(extent, { rows: 0, passed: 0 });
	for await (const row of stagedFrom(delivery, from)) {
		if (!delivery.sentBefore.has(row.recordId)) {
			const line = csvLine(columns, rowToSend(delivery, row));
			bytes += Buffer.byteLength(line);
			if (bytes > limit && extent.rows > 0) break;
			piece += line;
			extent.rows += 1;
		}
		extent.passed += 1;
		if (piece.length < pieceLength) continue;
		yield piece;
		piece = '';
	}
	if (piece !== '') yield piece;
}

/** The staged rows behind a position, by parent, then record. */
export async function* stagedFrom({ store, run }: Pick<Delivery, 'store' | 'run'>, from: number): AsyncGenerator<StagedRow> {
	let position = 0;
	for await (const rows of store.readStagedRows(run.runId)) {
		if (position + rows.length > from) yield* rows.slice(Math.max(0, from - position));
		position += rows.length;
	}
}
