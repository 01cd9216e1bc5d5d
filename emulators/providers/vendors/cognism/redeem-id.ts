import { asText, type Call } from '../../serve/call';
import { Refusal } from '../../serve/refusal';

const most = 20;

/** The id by which somebody or something is redeemed. */
export function redeemIdOf(ownId: string): string {
	return Buffer.from(`${ownId};redeem`).toString('base64');
}

/** The vendor's ids behind 1 to 20 redeem ids; `undefined` in place of one that was never issued. */
export function redeemedIds(call: Call): Array<string | undefined> {
	const ids = call.json.redeemIds;
	if (!Array.isArray(ids) || ids.length === 0 || ids.length > most)
		throw new Refusal('invalid', `redeemIds must hold 1 to ${most} ids`);
	return ids.map((id) => /^([0-9a-f-]{36});redeem$/.exec(Buffer.from(String(id), 'base64').toString('utf8'))?.[1]);
}

/** Percent for how sure a match is, if it reaches what the request asks for. */
export function matchScore(call: Call, sureness: number, usualMinimum: number): number | undefined {
	const score = Math.round(sureness * 100);
	return score >= Number(asText(call.json.minMatchScore) ?? usualMinimum) ? score : undefined;
}
