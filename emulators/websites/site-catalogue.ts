import { seededSites } from './seeded-sites';
import type { WebSite } from './web-site';
import { writtenSites } from './written-sites';

/** The 200 sites that a reader of web sites is measured by: 180 seeded ones and 20 written one by one. */
export function siteCatalogue(): WebSite[] {
	return [...seededSites(200 - writtenSites.length), ...writtenSites];
}
