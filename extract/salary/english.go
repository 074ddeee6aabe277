package salary

import "juyo/listing"

// englishCues are the words English listings, and a few other European ones,
// put beside amounts.
var englishCues = []cueRow{
	{role: odd, words: "biweekly bi-weekly quarterly semi-monthly semimonthly bimonthly bi-monthly fortnightly half-yearly half-year semi-annual semiannual"},
	{role: label, words: `salary salaries compensation comp pay paying pays paid remuneration wage wages rate rates earnings earning payscale payrange paygrade gehalt bruttogehalt jahresgehalt lohn vergütung salaire rémunération salario sueldo stipendio wynagrodzenie retribuzione mzda plat lön løn lønn
		pay_range pay_rate salary_range cost_to_company salary_band pay_band cash_compensation cash`},
	{role: label, period: listing.PerYear, words: "ctc yearly_salary annual_salary annual_pay annual_compensation jahresgehalt bruttojahresgehalt årslön årsløn ral annual_cash_compensation annual_wage"},
	{role: base, words: "base base_salary base_pay base_compensation base_comp base_wage base_salaries base_rate basic_salary fixed_salary starting_salary starting_pay annual_base base_cash"},
	{role: total, words: `ote on-target_earnings on_target_earnings on-target on_target total_compensation total_comp total_package total_rewards total_remuneration total_cash total_cash_compensation tc total_target package remuneration_package salary_package
		total_earnings total_target_compensation target_total total_annual_compensation`},
	{role: timing, period: listing.PerYear, words: "annual annually yearly annualized annualised per_annum annum per_year jährlich annuel p.a"},
	{role: timing, period: listing.PerMonth, words: "monthly per_month monatlich mensual mensuel månadslön månedsløn"},
	{role: timing, period: listing.PerWeek, words: "weekly per_week"},
	{role: timing, period: listing.PerDay, words: "daily day_rate daily_rate per_day tjm per_diem tagessatz"},
	{role: timing, period: listing.PerHour, words: "hourly per_hour stundenlohn hourly_rate"},
	{role: against, words: `raised raise raising funding funded series_a series_b series_c series_d series_e seed revenue revenues arr mrr gmv valuation valued aum budget budgets stipend stipends bonus bonuses sign-on sign_on signing allowance allowances reimbursement reimburse reimbursed reimbursements
		referral referrals refer 401k 401(k) 403b rsu rsus save saves saved saving savings lent debt worth deductible fundraising donation donations gift prize prizes fee fees quota acv tcv invested spend spending spent sold match matching retention relocation wellness hsa hra fsa commuter
		acquired acquisition profit profits payroll payment payments grants award awarded awards volume donate charity generating generated processed processing transactions assets capital backed investors backing discretionary reward rewards
		moves handles manages powering billion trillion bookings gym internet coworking co-working per-diem hackathon contribution contributions contribute disrupting opportunity_worth minimum_wage financing turnover ebitda h-1b visa_fee subsidy subsidized scholarship tuition vouchers voucher
		in_equity of_equity in_stock in_options in_rsus equity_of equity_worth equity_grant stock_worth tips overtime paid_over paid_out payouts payout portfolio credits annual_recurring round deals customers_save save_customers commission commissions paying_us pay_us customers_pay companies_pay companies_paying charge charges charging paying_customers paying_users paying_clients billed deal_size deal_sizes deal_value contract_value contract_values average_deal discount discounts price prices priced pricing offset reduce reduced makes
		go_for goes_for going_for sell_for sells_for selling_for cost costs costing pay_me paid_me paying_me offer_me offered_me gave_me house_prices home_prices houses homes rent rents mortgage ticket tickets`},
	{role: behind, words: `learning education conference conferences equipment insurance coverage credit market markets industry investment investments sales customers users client clients deal loans loan companies startup startups business businesses fund funds problem opportunity economy contract contracts home per_diem
		training development professional travel company platform ipo valuations merchandise vacation laptop setup office food lunch lunches meals transportation reimbursable expense expenses account sector`},
	{role: neutral, words: "pay_transparency equal_pay paid_time paid_holidays paid_vacation paid_leave paid_parental paid_sick competitive_salary competitive_pay competitive_compensation competitive_salaries market_rate market-competitive rate_limiting paid_off years_of_experience customer_base user_base code_base knowledge_base client_base install_base data_base power_base_of"},
	{role: example, words: "can_earn could_earn earn_up_to earn_potentially may_earn average_earnings top_reps top_earners top_performers top_producers reps_make reps_earn commission_only commission-only only_commission"},
	{role: probation, words: "probation probationary probationary_period probation_period"},
	{role: contract, words: "freelance contractor contractors 1099 c2c corp-to-corp"},
	{role: average, words: "average_salary median_salary average_income average_pay median_income"},
}
