using System.Text.Json;
using System.Text.Json.Nodes;
using Kit.Pairs;

namespace Kit.Data.Datasets;

public abstract partial record DatasetFormat
{
    /// <summary>NeMo-RL: a context and ranked completions, rank 0 the best. More than two are a list here.</summary>
    public sealed record NeMo : DatasetFormat
    {
        public override string Name => "nemo-rl";

        public override string Shape => "context [{role, content}], completions [{rank, completion [{role, content}]}]";

        internal override Example? Read(RowReader row)
        {
            var turns = row.Turns("context", Dialect.Messages);
            if (!row.Has("completions")) _ = row.Text("completions");
            var ranked = row.Items("completions").Select(one => Ranked(row, one)).OrderBy(one => one.Rank).ToArray();
            var id = row.Id();
            return row.Make(() => new Example.Preferred(
                id, new Prompt(turns, []), Best(ranked), [.. ranked.Skip(1).Select(one => one.Answer)], [], null,
                row.Rest));
        }

        private protected override JsonObject? Fill(Example example) => example is not Example.Preferred
        {
            RejectedMedia.Count: 0, Grades: null, Prompt.Media.Count: 0,
        } pair ? null : Attach(pair, new JsonObject
        {
            ["context"] = Written(pair.Prompt.Turns),
            ["completions"] = new JsonArray([.. pair.Rejected.Prepend(pair.Chosen).Select(Completion)]),
        });

        private static JsonNode Completion(Answer answer, int rank) =>
            new JsonObject { ["rank"] = rank, ["completion"] = Replied(answer) };

        private static Answer Best((int Rank, Answer Answer)[] ranked) =>
            ranked.Select(one => one.Rank).SequenceEqual(Enumerable.Range(0, ranked.Length)) && ranked.Length > 0
                ? ranked[0].Answer
                : throw new ArgumentException("completions: expected ranks 0, 1, …, once each, got others.");

        private static (int Rank, Answer Answer) Ranked(RowReader row, JsonElement one) =>
            Rank(one) is { } rank && Said(row, one) is { Role: Role.Assistant } turn
                ? (rank, new Answer(turn.Text))
                : row.Fault("completions", "{rank, completion [one assistant's turn]}", one, (0, new Answer("")));

        private static int? Rank(JsonElement one) =>
            one.ValueKind is JsonValueKind.Object && one.TryGetProperty("rank", out var rank)
            && rank.ValueKind is JsonValueKind.Number && rank.TryGetInt32(out var place) ? place : null;

        private static Turn? Said(RowReader row, JsonElement one) =>
            one.TryGetProperty("completion", out var said) && said.ValueKind is JsonValueKind.Array
            && said.EnumerateArray().ToArray() is [var only]
                ? Dialect.Messages.Read(only, what => row.Fault("completions", what, one, 0))
                : null;
    }
}
