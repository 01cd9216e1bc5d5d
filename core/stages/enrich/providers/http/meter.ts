import type { Credits } from '../../../../store/contract/ledger';
import type { ProviderMeter } from '../../provider';
import { inThousandths } from './billing';
import type { HttpDefinition, TimeForm } from './definition';
import { parseInstant } from './instant';
import { figureIn, type ReadReply, valueIn } from './reply';

/** What the reply says it has cost; `undefined` when it does not say. */
export function chargedIn(reply: ReadReply, { charge }: HttpDefinition): Credits | undefined {
	return creditsIn(reply, charge);
}

/** What the reply says of what is left; `undefined` when it says nothing. */
export function meterIn(reply: ReadReply, { meter }: HttpDefinition, now: Date): ProviderMeter | undefined {
	const creditsLeft = creditsIn(reply, meter?.credits);
	const [narrowest] = windowsIn(reply, meter?.windows ?? [], now).sort(
		(one, other) => one.requestsLeft - other.requestsLeft,
	);
	return creditsLeft || narrowest ? { ...(creditsLeft && { creditsLeft }), ...narrowest } : undefined;
}

/** When the reply says that the call may come back; never before now. */
export function retryAtIn(reply: ReadReply, { retryAfter = [] }: HttpDefinition, now: Date): Date | undefined {
	for (const { from, as } of retryAfter) {
		const time = timeOf(valueIn(reply, from), as, now);
		if (time) return time < now ? now : time;
	}
	return undefined;
}

/** When the narrowest window is over, for replies that do not say. */
export function windowEnd({ rate }: HttpDefinition, now: Date): Date | undefined {
	const [narrowest] = [...(rate?.windows ?? [])].sort((one, other) => one.perMs - other.perMs);
	if (!narrowest) return undefined;
	const passed = narrowest.kind === 'calendar' ? now.getTime() % narrowest.perMs : 0;
	return new Date(now.getTime() + narrowest.perMs - passed);
}

/** A time as services say it; `undefined` when it cannot be read. */
export function timeOf(value: unknown, form: TimeForm, now: Date): Date | undefined {
	const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trim() : '';
	const isFigure = /^[+-]?\d+(?:\.\d+)?$/.test(text);
	const time = isFigure ? millisecondsOf(Number(text), form, now.getTime()) : dateIn(text, form);
	return time === undefined || Math.abs(time) > 8.64e15 ? undefined : new Date(time);
}

function dateIn(text: string, form: TimeForm): number | undefined {
	return form === 'date' || form === 'seconds_or_date' ? parseInstant(text) : undefined;
}

function millisecondsOf(figure: number, form: TimeForm, now: number): number | undefined {
	switch (form) {
		case 'seconds':
		case 'seconds_or_date':
			return now + figure * 1_000;
		case 'milliseconds':
			return now + figure;
		case 'epoch_seconds':
			return figure * 1_000;
		case 'epoch_milliseconds':
			return figure;
		case 'date':
			return undefined;
	}
}

type MeterWindows = NonNullable<NonNullable<HttpDefinition['meter']>['windows']>;

function windowsIn(
	reply: ReadReply,
	windows: MeterWindows,
	now: Date,
): Array<{ requestsLeft: number; resetsAt?: Date }> {
	return windows.flatMap(({ left, resets, perMs }) => {
		const requestsLeft = figureIn(reply, left);
		if (requestsLeft === undefined) return [];
		const said = resets && timeOf(valueIn(reply, resets.from), resets.as, now);
		const resetsAt = said ?? (perMs === undefined ? undefined : new Date(now.getTime() + perMs));
		return [{ requestsLeft, ...(resetsAt && { resetsAt }) }];
	});
}

function creditsIn(reply: ReadReply, sources: HttpDefinition['charge']): Credits | undefined {
	const credits: Record<string, number> = {};
	for (const { pool, from } of sources ?? []) {
		const figure = figureIn(reply, from);
		if (figure !== undefined) credits[pool] = (credits[pool] ?? 0) + inThousandths(figure);
	}
	return Object.keys(credits).length === 0 ? undefined : credits;
}
