using System.Collections.Immutable;
using Kit.Pairs;

namespace Kit.Evaluate.Benchmarks;

/// <summary>What a question file holds.</summary>
/// <param name="Items">The readable questions in the file's order.</param>
/// <param name="Faults">Records that could not be read, by name, each with its fault.</param>
public sealed record QuestionSet(Sequence<Item> Items, Ledger Faults)
{
    /// <summary>SHA-256 over every item, so that a protocol names the questions and not only their file.</summary>
    public string Digest => Kit.Data.Storage.Fingerprint.Digest(
        System.Text.Encoding.UTF8.GetBytes(string.Join('\n', Items.Select(item => $"{item}"))));

    /// <summary>Reads records one by one: a faulty one and one whose id is taken are named and left out.</summary>
    internal static QuestionSet From(IEnumerable<(string Where, Func<IEnumerable<Item>> Read)> records)
    {
        var (items, taken, faults) = (ImmutableArray.CreateBuilder<Item>(), new HashSet<string>(), Ledger.Empty);
        foreach (var (where, read) in records)
        {
            try
            {
                var fresh = read().ToList();
                var twice = fresh.FirstOrDefault(item => !taken.Add(item.Id));
                if (twice is not null) throw new FormatException(
                    $"id: expected one of its own, got {twice.Id} for the second time.");
                items.AddRange(fresh);
            }
            catch (Exception fault) when (fault is FormatException or ArgumentException or InvalidOperationException)
            {
                faults = faults.Add(
                    Free(where, faults, taken), new Fate.Failed($"{fault.Message} Correct the record."));
            }
        }

        return new QuestionSet(Sequence.From<Item>(items.AsEnumerable()), faults);
    }

    /// <summary>A record's place may be taken, where a JSON object repeats a key.</summary>
    private static string Free(string where, Ledger faults, HashSet<string> taken) =>
        taken.Contains(where) || faults.Entries.Any(entry => entry.Id == where)
            ? Free($"{where} again", faults, taken)
            : where;
}
