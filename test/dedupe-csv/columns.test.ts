import { linkagePreset } from '../../core/stages/dedupe/linkage/presets';
import { mapColumns } from '../../demo/dedupe/columns';

const mapped = (sObject: string, header: string, except?: string): Record<string, readonly string[]> =>
	Object.fromEntries(mapColumns(header.split(','), linkagePreset(sObject), {}, except));

it('registers of voters', () => {
	const header =
		'voter_reg_num,last_name,first_name,midl_name,name_sufx_cd,house_num,street_dir,street_name,street_type_cd,res_city_desc,state_cd,zip_code,phone_num,birth_year';
	expect(mapped('Contact', header)).toEqual({
		firstName: ['first_name'],
		lastName: ['last_name'],
		generation: ['name_sufx_cd'],
		street: ['house_num', 'street_dir', 'street_name', 'street_type_cd'],
		city: ['res_city_desc'],
		region: ['state_cd'],
		postalCode: ['zip_code'],
		phone: ['phone_num'],
		birthdate: ['birth_year'],
	});
});

it('lists of people', () => {
	expect(
		mapped('Contact', 'id,given_name,surname,street_number,address_1,suburb,postcode,state,date_of_birth'),
	).toEqual({
		firstName: ['given_name'],
		lastName: ['surname'],
		street: ['street_number', 'address_1'],
		city: ['suburb'],
		postalCode: ['postcode'],
		region: ['state'],
		birthdate: ['date_of_birth'],
	});
});

it('lists of restaurants, whose label is no type of theirs', () => {
	expect(mapped('Account', 'id,name,addr,city,phone,type,class', 'class')).toEqual({
		company: ['name'],
		street: ['addr'],
		city: ['city'],
		phone: ['phone'],
	});
});

it.each([
	['name', { fullName: ['name'] }],
	['name,surname', { firstName: ['name'], lastName: ['surname'] }],
	['Contact Name,Company Name', { fullName: ['Contact Name'], company: ['Company Name'] }],
	['mobile,phone', { phone: ['phone'] }],
	['county,state', { region: ['state'] }],
	['Mailing City,BillingCountry', { city: ['Mailing City'], country: ['BillingCountry'] }],
	['Straße,PLZ,Ort', { street: ['Straße'], postalCode: ['PLZ'], city: ['Ort'] }],
	['prénom,nom,courriel', { firstName: ['prénom'], lastName: ['nom'], email: ['courriel'] }],
	['foo,id,,1', {}],
])('%s', (header, fields) => {
	expect(mapped('Lead', header)).toEqual(fields);
});

it('the label says nothing about who is compared', () => {
	expect(mapped('Lead', 'email,company', 'company')).toEqual({ email: ['email'] });
});
