import type { Company } from '../world/company';
import { employeeBand, employeeText, revenueText } from './ranges';

const company = (employees: number, revenue = 0): Company => ({ employees, revenue }) as Company;

describe('employeeText', () => {
	it.each([
		[0, '1-10'],
		[10, '1-10'],
		[11, '11-50'],
		[10_000, '5001-10000'],
		[10_001, '10001+'],
	])('puts %d into %s', (employees, text) => {
		expect(employeeText(company(employees))).toBe(text);
	});
});

describe('employeeBand', () => {
	it('has no end for the largest', () => {
		expect(employeeBand(company(50_000))).toEqual({ from: 10_001 });
	});
});

describe('revenueText', () => {
	it.each([
		[500, '$0-$1M'],
		[1e6, '$1M-$10M'],
		[24_999_999, '$10M-$25M'],
		[2e10, '$10B+'],
	])('puts %d into %s', (revenue, text) => {
		expect(revenueText(company(1, revenue))).toBe(text);
	});
});
