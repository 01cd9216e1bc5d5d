import type { Seniority } from './company';

/** First words of company names. */
export const nameStems = listed(`
	Alder, Amber, Anvil, Arbor, Aster, Basalt, Beacon, Birch, Blue Heron, Bright, Cedar, Cobalt, Copper,
	Coral, Crest, Delta, Dover, Drift, Echo, Elm, Ember, Falcon, Fern, Fjord, Flint, Forge, Garnet,
	Glacier, Granite, Harbor, Hazel, Helix, Horizon, Indigo, Iron, Ivory, Jade, Juniper, Keystone,
	Lantern, Larch, Lumen, Maple, Marble, Meridian, Mistral, Nimbus, North, Oak, Onyx, Orchard, Osprey,
	Pearl, Pine, Polar, Quarry, Quartz, Raven, Ridge, River, Rowan, Saffron, Sage, Slate, Solstice,
	Sparrow, Spruce, Summit, Tamarack, Thistle, Tidal, Timber, Umber, Vector, Verdant, Willow, Wren,
	Zephyr
`);

/** Last words of company names. */
export const nameEndings = listed(`
	Analytics, Biotech, Brands, Capital, Chemicals, Cloud, Components, Consulting, Dynamics, Energy,
	Engineering, Foods, Freight, Group, Health, Hotels, Insurance, Labs, Logistics, Materials, Media,
	Mobility, Networks, Optics, Packaging, Partners, Pharma, Power, Retail, Robotics, Security, Software,
	Solutions, Steel, Studios, Systems, Technologies, Textiles, Tools, Works
`);

/** Of people. */
export const firstNames = listed(`
	Aaliyah, Adam, Aiko, Alejandro, Amélie, Anders, Anna, Antoine, Beatriz, Ben, Björn, Camille, Carlos,
	Chloe, Claire, Daniel, David, Deepa, Dmitri, Elena, Emma, Erik, Fatima, Felix, Fiona, Gabriel, Grace,
	Hannah, Hugo, Ines, Isabel, Jack, James, Jan, Jonas, Julia, Karim, Katarzyna, Laura, Liam, Lucía,
	Marco, Maria, Mei, Michael, Nadia, Nina, Noah, Olivia, Omar, Paul, Priya, Rachel, Rafael, Robert,
	Rosa, Samuel, Sara, Sofia, Stefan, Thomas, Tim, Valerie, Victor, Wei, William, Yasmin, Yuki, Zoe
`);

/** Of people. */
export const lastNames = listed(`
	Abe, Adeyemi, Almeida, Andersson, Bakker, Bauer, Becker, Bennett, Bernard, Brown, Carter, Castro,
	Chen, Clarke, Costa, Dubois, Evans, Fischer, Fontaine, Garcia, Green, Gupta, Haas, Hall, Hansen,
	Hughes, Ito, Jansen, Johnson, Jones, Kaya, Kim, King, Kowalski, Larsen, Lee, Lopez, Martin, Meyer,
	Miller, Moreau, Müller, Murphy, Nakamura, Nguyen, Novak, O'Brien, Okafor, Patel, Petrov, Reed,
	Ribeiro, Rossi, Roux, Santos, Schmidt, Silva, Singh, Smith, Sørensen, Tanaka, Taylor, Vermeer,
	Visser, Wagner, Walker, Weber, White, Wilson, Wright, Yilmaz, Young, Zhang, Zimmermann
`);

/** Where people work. */
export const departments = listed(`
	sales, marketing, engineering, finance, operations, human resources, it, legal
`);

/** What companies use. */
export const technologies = listed(`
	Salesforce, HubSpot, Marketo, Google Analytics, Google Tag Manager, Zendesk, Intercom, Segment,
	Hotjar, Shopify, WordPress, Drift, Outreach, Amazon Web Services, Microsoft 365, Google Workspace,
	Snowflake, Stripe, Cloudflare, Okta
`);

/** What people are called, by how high they stand. */
export const titles: Readonly<Record<Seniority, readonly string[]>> = {
	cxo: ['Chief Executive Officer', 'Chief Financial Officer', 'Chief Technology Officer', 'Chief Revenue Officer'],
	vp: ['VP Sales', 'VP Marketing', 'Vice President Engineering', 'VP Operations'],
	director: ['Director of Sales', 'Marketing Director', 'Director of IT', 'Director of Finance'],
	manager: ['Sales Manager', 'Marketing Manager', 'Product Manager', 'HR Manager', 'IT Manager'],
	senior: ['Senior Account Executive', 'Senior Software Engineer', 'Senior Analyst', 'Senior Buyer'],
	entry: ['Sales Development Representative', 'Software Engineer', 'Marketing Assistant', 'Analyst'],
};

/** The words of a text with commas between them. */
function listed(text: string): string[] {
	return text.split(',').map((word) => word.trim());
}
