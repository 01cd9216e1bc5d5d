import { EnrichmentError } from '../../errors';
import { dataTargets } from '../../record/data-fields';
import { type MatchInputs, standardMatchInputs } from '../../record/match-gate';
import type { FieldMapping } from './enrich-request';

interface EnrichPreset {
	/** Attribute → field. */
	readonly fields: ReadonlyArray<readonly [source: string, target: string]>;
}

/** Below it lie matches by a company name that several companies share; they are for a person to look at. */
const presetConfidence = 0.8;

const companyPresets: Readonly<Record<string, EnrichPreset>> = {
	Lead: {
		fields: [
			['domain', 'Website'],
			['industry', 'Industry'],
			['employees', 'NumberOfEmployees'],
			['revenue', 'AnnualRevenue'],
			['country', 'Country'],
			['city', 'City'],
			['phone', 'Phone'],
		],
	},
	// A contact has no company fields of its own, and the company's city is not the person's.
	Contact: {
		fields: [
			['country', 'MailingCountry'],
			['phone', 'Phone'],
		],
	},
	Account: {
		fields: [
			['domain', 'Website'],
			['industry', 'Industry'],
			['employees', 'NumberOfEmployees'],
			['revenue', 'AnnualRevenue'],
			['country', 'BillingCountry'],
			['city', 'BillingCity'],
			['phone', 'Phone'],
		],
	},
};

const personPresets: Readonly<Record<string, EnrichPreset>> = {
	Lead: {
		fields: [
			['email', 'Email'],
			['title', 'Title'],
			['phone', 'Phone'],
			['mobile_phone', 'MobilePhone'],
			['city', 'City'],
			['country', 'Country'],
			['company_domain', 'Website'],
			['company_industry', 'Industry'],
			['company_employees', 'NumberOfEmployees'],
			['company_revenue', 'AnnualRevenue'],
		],
	},
	Contact: {
		fields: [
			['email', 'Email'],
			['title', 'Title'],
			['department', 'Department'],
			['phone', 'Phone'],
			['mobile_phone', 'MobilePhone'],
			['city', 'MailingCity'],
			['country', 'MailingCountry'],
		],
	},
};

const presets = { company: companyPresets, person: personPresets };

/** Standard fields to fill from what is known of a company or person, only where Salesforce has none; throws where there are none. */
export function mappingPreset(sObject: string, finds: 'person' | 'company' = 'company'): FieldMapping[] {
	if (!Object.hasOwn(presets[finds], sObject)) {
		throw finds === 'person' && Object.hasOwn(companyPresets, sObject) ? noPersons(sObject) : noPreset(sObject);
	}
	return presets[finds][sObject].fields.map(([source, target]) => ({
		source,
		target,
		policy: 'fill_blank',
		minConfidence: presetConfidence,
	}));
}

/** The pack's own fields to keep what is known of a company or person in, whatever they hold; throws where there are none. */
export function ownFieldsPreset(sObject: string, finds: 'person' | 'company' = 'company'): FieldMapping[] {
	const targets = dataTargets(sObject, finds);
	if (finds === 'person' && sObject === 'Account') throw noPersons(sObject);
	if (targets.length === 0) throw noPreset(sObject);
	return targets.map(([source, target]) => ({ source, target, policy: 'always', minConfidence: presetConfidence }));
}

/** The standard fields that identify the company of a Lead, Contact or Account; throws for another object. */
export function matchInputPreset(sObject: string): MatchInputs {
	const inputs = standardMatchInputs(sObject);
	if (inputs) return inputs;
	throw noPreset(sObject);
}

function noPersons(sObject: string): EnrichmentError {
	return new EnrichmentError('invalid_parameter', `The provider knows people, and ${sObject} is no person.`, {
		remedy: 'Choose a provider that knows companies, or map its attributes to fields yourself.',
	});
}

function noPreset(sObject: string): EnrichmentError {
	return new EnrichmentError('invalid_parameter', `There is no preset for enriching ${sObject}.`, {
		remedy: `Name the match inputs and mappings yourself; presets exist for ${Object.keys(companyPresets).join(', ')}.`,
	});
}
