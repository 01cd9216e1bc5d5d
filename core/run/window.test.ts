import type { Watermark } from '../store/contract/watermarks';
import { type FetchWindow, nextFetchWindow, type WindowPolicy } from './window';

const at = (time: string) => new Date(`2026-11-21T${time}Z`);
const policy: WindowPolicy = {
	initialFrom: undefined,
	lookbackMs: 10 * 60_000,
	settleMs: 2 * 60_000,
};

interface Case {
	readonly watermark?: Watermark;
	readonly serverNow: Date;
	readonly covered?: Date;
	readonly policy?: Partial<WindowPolicy>;
	readonly window: FetchWindow | undefined;
}

const cases: Record<string, Case> = {
	'reads everything the first time when no start is given': {
		serverNow: at('12:00:00'),
		window: { until: at('11:58:00') },
	},
	'starts the first time where it is told to': {
		serverNow: at('12:00:00'),
		policy: { initialFrom: at('09:00:00') },
		window: { from: at('09:00:00'), until: at('11:58:00') },
	},
	'has nothing to read when the start has not settled': {
		serverNow: at('12:00:00'),
		policy: { initialFrom: at('11:58:00') },
		window: undefined,
	},
	're-reads the lookback window before a watermark': {
		watermark: { modifiedAt: at('11:00:00') },
		serverNow: at('12:00:00'),
		window: { from: at('10:50:00'), until: at('11:58:00') },
	},
	'does not let a moved start skip what followed the watermark': {
		watermark: { modifiedAt: at('08:00:00') },
		serverNow: at('12:00:00'),
		policy: { initialFrom: at('11:00:00') },
		window: { from: at('07:50:00'), until: at('11:58:00') },
	},
	'goes on behind the last key after a limit, without lookback': {
		watermark: { modifiedAt: at('11:00:00'), afterId: '00Q5' },
		serverNow: at('12:00:00'),
		window: { after: { modifiedAt: at('11:00:00'), afterId: '00Q5' }, until: at('11:58:00') },
	},
	'looks back again when the last run stopped at no key': {
		watermark: { modifiedAt: at('11:00:00'), afterId: undefined },
		serverNow: at('12:00:00'),
		window: { from: at('10:50:00'), until: at('11:58:00') },
	},
	'has nothing to read until something has settled since the watermark': {
		watermark: { modifiedAt: at('11:58:00') },
		serverNow: at('12:00:00'),
		window: undefined,
	},
	'reads on as soon as a millisecond has settled': {
		watermark: { modifiedAt: at('11:57:59.999') },
		serverNow: at('12:00:00'),
		window: { from: at('11:47:59.999'), until: at('11:58:00') },
	},
	'waits with the rest of an instant until that instant has settled': {
		watermark: { modifiedAt: at('11:58:00'), afterId: '00Q5' },
		serverNow: at('12:00:00'),
		window: undefined,
	},
	'has nothing to read when the clock was set back': {
		watermark: { modifiedAt: at('11:58:00') },
		serverNow: at('11:00:00'),
		window: undefined,
	},
	'ends where Salesforce vouches for completeness': {
		watermark: { modifiedAt: at('11:00:00') },
		serverNow: at('12:00:00'),
		covered: at('11:40:00'),
		window: { from: at('10:50:00'), until: at('11:40:00') },
	},
	'keeps the settle time when Salesforce vouches for more': {
		watermark: { modifiedAt: at('11:00:00') },
		serverNow: at('12:00:00'),
		covered: at('12:00:00'),
		window: { from: at('10:50:00'), until: at('11:58:00') },
	},
	'has nothing to read while Salesforce vouches for nothing new': {
		watermark: { modifiedAt: at('11:00:00') },
		serverNow: at('12:00:00'),
		covered: at('11:00:00'),
		window: undefined,
	},
	'reads up to the clock without a settle time': {
		watermark: { modifiedAt: at('11:00:00') },
		serverNow: at('12:00:00'),
		policy: { settleMs: 0, lookbackMs: 0 },
		window: { from: at('11:00:00'), until: at('12:00:00') },
	},
};

describe('nextFetchWindow', () => {
	it.each(Object.entries(cases))('%s', (_name, given) => {
		const window = nextFetchWindow(given.watermark, given.serverNow, given.covered, {
			...policy,
			...given.policy,
		});
		expect(window).toEqual(given.window);
	});

	it('gets through more equal timestamps than a limit allows', () => {
		const limit = 3;
		const ids = ['00Q1', '00Q2', '00Q3', '00Q4', '00Q5', '00Q6', '00Q7'];
		const instant = at('11:00:00');
		const taken: string[] = [];
		let watermark: Watermark | undefined;
		let rounds = 0;
		while (taken.length < ids.length && rounds < 10) {
			rounds += 1;
			const window = nextFetchWindow(watermark, at('12:00:00'), undefined, policy);
			const afterId = window?.after?.afterId ?? '';
			const selected = ids.filter((id) => id > afterId).slice(0, limit);
			for (const id of selected) taken.push(id);
			watermark = { modifiedAt: instant, afterId: selected[selected.length - 1] };
		}
		expect(taken).toEqual(ids);
		expect(rounds).toBe(3);
	});

	it.each([{ settleMs: -1 }, { lookbackMs: -1 }, { settleMs: Number.NaN }])(
		'refuses %j, which would step over records',
		(wrong) => {
			const plan = () => nextFetchWindow(undefined, at('12:00:00'), undefined, { ...policy, ...wrong });
			expect(plan).toThrow(expect.objectContaining({ code: 'invalid_parameter' }));
		},
	);
});
