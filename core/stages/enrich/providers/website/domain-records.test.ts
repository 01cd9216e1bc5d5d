import { type DomainResolver, lookUpRecords } from './domain-records';

function resolver(change: Partial<DomainResolver>): DomainResolver {
	const none = async () => await Promise.reject(Object.assign(new Error('none'), { code: 'ENODATA' }));
	return { resolve4: none, resolve6: none, resolveMx: none, resolveTxt: none, resolveCname: none, ...change };
}

const signal = new AbortController().signal;

describe('lookUpRecords', () => {
	it('reads the hosts of SPF and DMARC, and joins the pieces of a text', async () => {
		const records = await lookUpRecords(
			'acme.com',
			resolver({
				resolveMx: async () => [{ exchange: 'mx.acme.com', priority: 1 }],
				resolveCname: async (host) => [`${host}.cdn.net`],
				resolveTxt: async (name) =>
					name === '_dmarc.acme.com'
						? [['v=DMARC1; p=none; rua=mailto:a@reports.example,mailto:b@other.example!10m']]
						: [
								['v=spf1 ip4:1.2.3.4 inclu', 'de:_spf.a.com ?include:b.com redirect=c.com a:d.com/24 -all'],
								['v=spf10 include:no.com'],
								['x=1'],
							],
			}),
			signal,
		);
		expect(records).toEqual({
			mx: ['mx.acme.com'],
			cname: ['www.acme.com.cdn.net'],
			spf: ['_spf.a.com', 'b.com', 'c.com', 'd.com'],
			dmarc: ['reports.example', 'other.example'],
			txt: [
				'v=spf1 ip4:1.2.3.4 include:_spf.a.com ?include:b.com redirect=c.com a:d.com/24 -all',
				'v=spf10 include:no.com',
				'x=1',
			],
		});
	});

	it('takes what fails, or is not there in time, for absent', async () => {
		const never = async () => await new Promise<never>(() => undefined);
		const nothing = { mx: [], txt: [], spf: [], dmarc: [], cname: [] };
		expect(await lookUpRecords('acme.com', resolver({}), signal)).toEqual(nothing);
		const waiting = lookUpRecords('acme.com', resolver({ resolveMx: never }), AbortSignal.timeout(20));
		expect(await waiting).toEqual(nothing);
	});
});
