using Kit.Evaluate.Scoring;

namespace Kit.Evaluate.Benchmarks.Layouts;

public abstract partial record Layout
{
    /// <summary>NExT-QA, multiple choice: a CSV file with video, question, answer from 0, qid, type, a0 … a4.</summary>
    public sealed record NextQa : Layout
    {
        private static readonly string[] Candidates = ["a0", "a1", "a2", "a3", "a4"];

        public override string Name => "NExT-QA's CSV";

        private protected override IEnumerable<(string Where, Func<IEnumerable<Item>> Read)> Records(string path) =>
            from row in Csv.Read(path)
            select (FormattableString.Invariant($"row {row.Number}"), (Func<IEnumerable<Item>>)(() => [Item(row)]));

        private static Item Item(CsvRow row)
        {
            Sequence<string> options = [.. Candidates.Select(name => row[name])];
            var answer = row["answer"];
            var choice = int.TryParse(answer, out var index) && index >= 0 && index < options.Count ? index
                : throw new FormatException($"answer: expected 0 to {options.Count - 1}, got \"{answer}\".");
            return new Item($"{row["video"]}/{row["qid"]}", row["video"], row["question"], options,
                OptionLetter.Of(choice), [new("type", row["type"])]);
        }
    }
}
