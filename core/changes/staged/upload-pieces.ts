import type { SalesforceRecord } from '../../record/record-item';
import { csvHeader, csvLine } from '../../salesforce/csv-lines';
import { isValueField, rowToSend, type Delivery, type RowGroup, isUnsent, stagedFrom } from './delivery';

/** Raw CSV that Salesforce takes in one upload: 150 MB after base64 (Bulk API 2.0 guide, “Limits”). */
export const maxUploadBytes = 100_000_000;

/** Large enough for few writes to the socket, small enough to be no burden. */
const pieceLength = 64 * 1024;

/** What an upload holds, known once it has been read to its end. */
export interface UploadExtent {
	/** Rows sent. */
	rows: number;
	/** Of those, the rows that set more than stamps. */
	changing: number;
	/** Staged rows passed, those left out among them; the next part begins behind them. */
	passed: number;
}

/** CSV of the group's staged rows from this position on, in pieces, until the next row would make the upload too large. */
export async function* uploadPieces(
	delivery: Delivery,
	group: RowGroup,
	from: number,
	extent: UploadExtent,
): AsyncGenerator<string> {
	const columns = group.keyField === undefined ? ['Id', ...group.columns] : group.columns;
	const limit = delivery.request.maxUploadBytes ?? maxUploadBytes;
	let piece = csvHeader(columns);
	let bytes = Buffer.byteLength(piece);
	Object.assign(extent, { rows: 0, changing: 0, passed: 0 });
	for await (const rows of stagedFrom(delivery, from)) {
		for (const row of rows) {
			if (isUnsent(delivery, group, row)) {
				const values = rowToSend(delivery, row);
				const line = csvLine(columns, values);
				bytes += Buffer.byteLength(line);
				if (bytes > limit && extent.rows > 0) {
					if (piece !== '') yield piece;
					return;
				}
				piece += line;
				extent.rows += 1;
				if (setsValue(delivery, values)) extent.changing += 1;
			}
			extent.passed += 1;
			if (piece.length < pieceLength) continue;
			yield piece;
			piece = '';
		}
	}
	if (piece !== '') yield piece;
}

function setsValue(delivery: Delivery, values: SalesforceRecord): boolean {
	for (const field in values) if (isValueField(delivery, field)) return true;
	return false;
}
