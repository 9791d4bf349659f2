/** "You are": the person whose view the panel shows. */
export function PersonSwitch({
  where,
  people,
  value,
  onChange,
}: {
  where: string;
  people: ReadonlyArray<{ name: string; label: string }>;
  value: string;
  onChange: (name: string) => void;
}) {
  return (
    <label className="person-switch">
      <span>You are</span>
      <select aria-label={`Who you are in ${where}`} value={value} onChange={(event) => onChange(event.target.value)}>
        {people.map(({ name, label }) => (
          <option key={name} value={name}>
            {label}
          </option>
        ))}
      </select>
    </label>
  );
}
