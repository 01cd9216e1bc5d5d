import type { ProviderQuery } from '../../provider';
import { aProviderOver, aReply } from './answering.builders';
import { askOptions } from '../../provider.builders';
import type { HttpDefinition } from './definition';
import { apolloOrganizations } from './definitions/apollo-organizations';
import { zoominfoCompanies } from './definitions/zoominfo-companies';
import { zoominfoContacts } from './definitions/zoominfo-contacts';

/** The fields that ZoomInfo's description of its GTM data API (docs.zoominfo.com, version 1.0) lets be asked for; it refuses others. */
const contactFields = `city companyAlternateLogos companyCity companyContinent companyCountry companyDescription
	companyDivision companyEmployeeCount companyEmployeeGrowth companyEmployeeRange companyFax companyId companyIndustries
	companyIndustryCodes companyLogo companyNaicsCodes companyName companyPhone companyPrimaryIndustry
	companyPrimaryIndustryCode companyPrimarySubIndustryCode companyRanking companyRevenue companyRevenueNumeric
	companyRevenueRange companySicCodes companySocialMediaUrls companyState companyStreet companyTicker companyType
	companyWebsite companyZipCode contactAccuracyScore continent country directPhoneAlt directPhoneDoNotCall education
	email emailAlt employmentHistory engagements externalUrls firstName hasCanadianEmail hashedEmails id isDefunct
	jobFunction jobTitle lastName lastUpdatedDate locationCompanyId managementLevel metroArea middleName mobilePhone
	mobilePhoneAlt mobilePhoneDoNotCall noticeProvidedDate personHasMoved phone picture positionStartDate region
	salutation state street suffix supplementalEmail techSkills validDate withinCalifornia withinCanada withinEu
	yearsOfExperience zipCode`;
const companyFields = `alternateLogos businessModel certificationDate certified city companyFunding companyStatus
	companyStatusDate competitors continent country createdDate departmentBudgets description domainList employeeCount
	employeeCountByDepartment employeeGrowth employeeRange engagements fax foundedYear id industries industryCodes
	isDefunct lastUpdatedDate locationCount locationMatch logo metroArea naicsCodes name numberOfContactsInZoomInfo
	parentId parentName phone primaryIndustry primaryIndustryCode primarySubIndustryCode products recentFundingAmount
	recentFundingDate revenue revenueRange sicCodes socialMediaUrls state street subUnitIndustries subUnitType ticker
	totalFundingAmount type ultimateParentEmployees ultimateParentId ultimateParentName ultimateParentRevenue website
	zipCode`;

async function bodySent(definition: HttpDefinition, query: Omit<ProviderQuery, 'key'>) {
	const provider = aProviderOver(definition, () => aReply(500));
	await provider.ask([{ ...query, key: 0 }], askOptions(provider));
	return JSON.parse(provider.requests[0].body ?? '');
}

describe('what is sent, by the vendors’ own descriptions', () => {
	it.each([
		['contacts', zoominfoContacts, contactFields],
		['companies', zoominfoCompanies, companyFields],
	] as const)('asks ZoomInfo for no field of %s that it does not know', async (_, definition, fields) => {
		const { data } = await bodySent(definition, { email: 'ada@acme.com', domain: 'acme.com' });
		const known = new Set(fields.split(/\s+/));
		expect(data.attributes.outputFields.filter((field: string) => !known.has(field))).toEqual([]);
	});

	it('gives ZoomInfo its IDs as the numbers that they are', async () => {
		const contact = await bodySent(zoominfoContacts, { personId: '4191419698' });
		expect(contact.data.attributes.matchPersonInput).toEqual([{ personId: 4_191_419_698 }]);
		const company = await bodySent(zoominfoCompanies, { companyId: '344589814' });
		expect(company.data.attributes.matchCompanyInput).toEqual([{ companyId: 344_589_814 }]);
	});

	it('leaves out an ID that is of another provider', async () => {
		const { data } = await bodySent(zoominfoContacts, { personId: 'p-12', email: 'ada@acme.com' });
		expect(data.attributes.matchPersonInput).toEqual([{ emailAddress: 'ada@acme.com' }]);
	});

	it('tells Apollo domains in the details of the body, the only list of companies that it reads there', async () => {
		expect(await bodySent(apolloOrganizations, { domain: 'acme.com' })).toEqual({ details: [{ domain: 'acme.com' }] });
	});
});
