import { startWebsites } from '../../emulators/websites/websites-emulator';
import { openWebsite } from '../../core/stages/enrich/providers/website';
import { localWeb } from '../../core/stages/enrich/providers/website/local-web';

describe('the web on the same machine', () => {
	it.each([undefined, '', '  '])('is none where nothing is named: %p', (named) => {
		expect(localWeb(named)).toBeUndefined();
	});

	it.each([
		'http=80',
		'http=80,https=443',
		'http=80,https=443,dns=0',
		'http=80,https=443,dns=70000',
		'http=8.8.8.8:80',
		'1',
	])('is refused where a port is left open: %s', (named) => {
		expect(() => localWeb(named)).toThrow('SALESFORCE_ENRICHMENT_WEB names no web on this machine.');
	});

	it('is read by Website', async () => {
		const body =
			'<title>Acme</title><script type="application/ld+json">{"@type":"Organization","name":"Acme Rockets","telephone":"+44 20 7946 0018"}</script>';
		const page = { headers: { 'content-type': 'text/html' }, body };
		const web = await startWebsites({
			sites: [{ host: 'acme-rockets.com', about: 'a company', truth: undefined, page }],
		});
		try {
			const named = `http=${web.port}, https=${web.closedPort}, dns=${web.dns.split(':')[1]}`;
			const provider = openWebsite({ network: localWeb(named) });
			const options = { wanted: ['name', 'phone'], now: () => new Date('2026-11-28T12:00:00Z') };
			const reply = await provider.ask([{ key: 1, domain: 'acme-rockets.com' }], options);
			expect(reply).toMatchObject({
				answers: [{ key: 1, outcome: 'matched', values: { name: 'Acme Rockets', phone: '+44 20 7946 0018' } }],
			});
		} finally {
			await web.close();
		}
	});
});
