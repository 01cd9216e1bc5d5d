import type { Vendor } from './serve/vendor';
import { apollo } from './vendors/apollo/apollo';
import { bettercontact } from './vendors/bettercontact/bettercontact';
import { cognism } from './vendors/cognism/cognism';
import { companiesHouse } from './vendors/companies-house/companies-house';
import { dropcontact } from './vendors/dropcontact/dropcontact';
import { explorium } from './vendors/explorium/explorium';
import { fullenrich } from './vendors/fullenrich/fullenrich';
import { gleif } from './vendors/gleif/gleif';
import { hunter } from './vendors/hunter/hunter';
import { leadiq } from './vendors/leadiq/leadiq';
import { lusha } from './vendors/lusha/lusha';
import { peopleDataLabs } from './vendors/people-data-labs/people-data-labs';
import { prospeo } from './vendors/prospeo/prospeo';
import { secEdgar } from './vendors/sec-edgar/sec-edgar';
import { wikidata } from './vendors/wikidata/wikidata';
import { zoominfo } from './vendors/zoominfo/zoominfo';

const byId = {
	'people-data-labs': peopleDataLabs,
	apollo,
	leadiq,
	zoominfo,
	hunter,
	lusha,
	explorium,
	prospeo,
	dropcontact,
	fullenrich,
	bettercontact,
	cognism,
	gleif,
	'companies-house': companiesHouse,
	'sec-edgar': secEdgar,
	wikidata,
};

export type VendorId = keyof typeof byId;

/** Every vendor that is emulated. */
export const vendors: readonly Vendor[] = Object.values(byId);

/** Their names, which are also their path prefixes. */
export const vendorIds = Object.keys(byId) as VendorId[];
