-- Whether nobody paid for the credits of a lot: a trial, a month of the Free plan, a grant. Bought credits, gifts (only bought credits are given) and
-- those of a paid plan were paid for.
CREATE OR REPLACE FUNCTION is_unpaid(l lots) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  RETURN l.origin IN ('trial', 'grant') OR (l.origin = 'plan' AND l.grant_key LIKE 'free:%');
END $$;
