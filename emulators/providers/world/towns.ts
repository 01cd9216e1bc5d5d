/** A town with what addresses, phones, domains and companies there look like. */
export interface Town {
	readonly city: string;
	readonly region: string;
	readonly postalCode: string;
	readonly country: string;
	readonly countryName: string;
	readonly street: string;
	/** Beginning of a number; the digits behind it are made up. */
	readonly phone: string;
	readonly digits: number;
	readonly tlds: readonly string[];
	readonly legal: string;
}

const table = `
San Francisco | California | 94105 | US | United States | Market Street | +1415555 | 4 | com,io,example | Inc.
Austin | Texas | 78701 | US | United States | Congress Avenue | +1512555 | 4 | com,example | LLC
Boston | Massachusetts | 02110 | US | United States | State Street | +1617555 | 4 | com,co,example | Inc.
London | England | EC2A 4NE | GB | United Kingdom | Curtain Road | +44207946 | 4 | co.uk,com,example | Limited
Manchester | England | M1 4BT | GB | United Kingdom | Portland Street | +44161496 | 4 | co.uk,example | Limited
Berlin | Berlin | 10117 | DE | Germany | Friedrichstraße | +493023125 | 3 | de,example | GmbH
Munich | Bavaria | 80331 | DE | Germany | Sendlinger Straße | +498999998 | 3 | de,com,example | AG
Paris | Île-de-France | 75002 | FR | France | Rue Réaumur | +33199005 | 3 | fr,com,example | SAS
Amsterdam | North Holland | 1016 DV | NL | Netherlands | Keizersgracht | +31202055 | 3 | nl,example | B.V.
Toronto | Ontario | M5H 2N2 | CA | Canada | King Street West | +1416555 | 4 | ca,com,example | Inc.
Sydney | New South Wales | 2000 | AU | Australia | George Street | +6125550 | 4 | com.au,example | Pty Ltd
`;

/** Where the seed puts people and companies; phones are from ranges that no subscriber has, where the country keeps some. */
export const towns: readonly Town[] = table
	.trim()
	.split('\n')
	.map((line) => {
		const [city, region, postalCode, country, countryName, street, phone, digits, tlds, legal] = line.split(' | ');
		return {
			...{ city, region, postalCode, country, countryName, street, phone, legal },
			digits: Number(digits),
			tlds: tlds.split(','),
		};
	});
