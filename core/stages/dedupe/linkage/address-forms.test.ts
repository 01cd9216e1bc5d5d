import { houseNumber, isPostBox, postalForm, regionForm, streetForm } from './address-forms';

it.each([
	['12 Main Street', '12 Main St.'],
	['400 North Oak Boulevard, Suite 12', '400 N. Oak Blvd Ste 12'],
	['Goethestraße 5', 'Goethe Str. 5'],
	['Goethestr. 5', 'GOETHESTRASSE 5'],
	['12 avenue Foch', '12 av. Foch'],
	['3 bis boulevard Voltaire', '3 bis bd Voltaire'],
	['Calle Mayor 7', 'C/ Mayor 7'],
	['Avenida del Sol 1', 'Avda. del Sol 1'],
	['Piazza Dante 9', 'P.za Dante 9'],
	['Viale Europa 2', 'V.le Europa 2'],
	['Kerkstraat 88', 'Kerkstr 88'],
	['Rua Augusta, 10', 'R. Augusta 10'],
])('%s and %s are one street', (one, other) => {
	expect(streetForm(one)).toBe(streetForm(other));
});

it.each([
	['Main Street 12', '12 Main Road'],
	['Via Roma 1', 'Viale Roma 1'],
])('%s and %s are two', (one, other) => {
	expect(streetForm(one)).not.toBe(streetForm(other));
});

it.each([
	['12 main st', '12'],
	['goethestr 5', '5'],
	['unit 4 36 bergnaum ln', '36'],
	['3450 54 w 79th st', '3450 3454'],
	['ste 200 10 oak ave', '10'],
	['broadway', undefined],
])('the house number of %s', (street, number) => {
	expect(houseNumber(street)).toBe(number);
});

it.each([
	['po box 123', true],
	['p o box 9', true],
	['postfach 10 20', true],
	['boxwood ln 3', false],
])('whether %s is a mailbox at the post office', (street, isBox) => {
	expect(isPostBox(street)).toBe(isBox);
});

it.each([
	['60622-1234', '60622'],
	['07911', '7911'],
	['SW1A 1AA', 'sw1a1aa'],
	['1234 ab', '1234ab'],
	['00000', undefined],
])('the postal code %s', (typed, form) => {
	expect(postalForm(typed)).toBe(form);
});

it('a state by its code or in words', () => {
	expect(regionForm('New South Wales')).toBe(regionForm('NSW'));
	expect(regionForm('Quebec')).toBe(regionForm('qc'));
	expect(regionForm('Bayern')).toBe('bayern');
});
