import { emailStatusOf } from '../../../record/email-status';
import type { FoundRow } from './jobs/job-api';
import { dayOf, listOf, numberOf, objectOf, textOf } from './reply-json';

/** What was found, by the tag that was sent with each contact; `unmatched` is said of those without a find. */
export function rowsIn(
	body: Readonly<Record<string, unknown>>,
	unmatched: FoundRow['unmatched'],
): Map<string, FoundRow> {
	const rows = listOf(body.data).map(objectOf);
	return new Map(rows.map((row) => [textOf(objectOf(row.custom).query) ?? '', foundIn(row, unmatched)]));
}

function foundIn(row: Readonly<Record<string, unknown>>, unmatched: FoundRow['unmatched']): FoundRow {
	const info = objectOf(row.contact_info);
	const email = objectOf(info.most_probable_work_email);
	const status = textOf(email.status);
	return {
		unmatched,
		rawConfidence: status,
		values: {
			email: textOf(email.email),
			email_status: textOf(email.email) && emailStatusOf('full_enrich', status),
			personal_email: textOf(objectOf(info.most_probable_personal_email).email),
			mobile_phone: textOf(objectOf(info.most_probable_phone).number),
			...profileValues(objectOf(row.profile)),
		},
	};
}

function profileValues(profile: Readonly<Record<string, unknown>>): Record<string, unknown> {
	const location = objectOf(profile.location);
	const job = objectOf(objectOf(profile.employment).current);
	return {
		first_name: textOf(profile.first_name),
		last_name: textOf(profile.last_name),
		full_name: textOf(profile.full_name),
		title: textOf(job.title),
		job_started_on: dayOf(job.start_at),
		linkedin_url: networkOf(profile),
		city: textOf(location.city),
		region: textOf(location.region),
		country: textOf(location.country),
		...companyValues(objectOf(job.company)),
	};
}

function companyValues(company: Readonly<Record<string, unknown>>): Record<string, unknown> {
	const seat = objectOf(objectOf(company.locations).headquarters);
	return {
		company_company_id: textOf(company.id),
		company_name: textOf(company.name),
		company_domain: textOf(company.domain),
		company_website: textOf(company.website),
		company_description: textOf(company.description),
		company_industry: textOf(objectOf(company.industry).main_industry),
		company_employees: numberOf(company.headcount),
		company_founded_year: numberOf(company.year_founded),
		company_company_type: textOf(company.company_type),
		company_linkedin_url: networkOf(company),
		company_city: textOf(seat.city),
		company_region: textOf(seat.region),
		company_country: textOf(seat.country),
	};
}

function networkOf({ social_profiles: profiles }: Readonly<Record<string, unknown>>): string | undefined {
	return textOf(objectOf(objectOf(profiles).professional_network).url);
}
