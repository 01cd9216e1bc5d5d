import type { Credits } from '../../../../store/contract/ledger';
import type { ProviderMeter } from '../../provider';
import { inThousandths } from './billing';
import type { HttpDefinition, TimeForm } from './definition';
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

/** When a throttled call may come back: as the reply says, else when the narrowest window is over. */
export function retryAtIn(reply: ReadReply, definition: HttpDefinition, now: Date): Date | undefined {
	for (const { from, as } of definition.retryAfter ?? []) {
		const time = timeOf(valueIn(reply, from), as, now);
		if (time) return time < now ? now : time;
	}
	const [narrowest] = [...(definition.rate?.windows ?? [])].sort((one, other) => one.perMs - other.perMs);
	if (!narrowest) return undefined;
	const passed = narrowest.kind === 'calendar' ? now.getTime() % narrowest.perMs : 0;
	return new Date(now.getTime() + narrowest.perMs - passed);
}

/** A time as services say it; `undefined` when it cannot be read. */
export function timeOf(value: unknown, form: TimeForm, now: Date): Date | undefined {
	const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trim() : '';
	if (text === '') return undefined;
	const figure = Number(text);
	const time = Number.isNaN(figure) ? Date.parse(text) : millisecondsOf(figure, form, now.getTime());
	const isReadable =
		!Number.isNaN(time) && (Number.isNaN(figure) ? form === 'date' || form === 'seconds_or_date' : true);
	return isReadable && Math.abs(time) < 8.64e15 ? new Date(time) : undefined;
}

function millisecondsOf(figure: number, form: TimeForm, now: number): number {
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
			return Number.NaN;
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
