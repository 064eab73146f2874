using System.Text.Json.Nodes;
using Kit.Pairs;

namespace Kit.Data.Datasets;

public abstract partial record DatasetFormat
{
    /// <summary>TRL's standard preference: three texts.</summary>
    public sealed record Trl : DatasetFormat
    {
        public override string Name => "trl";

        public override string Shape => "prompt, chosen, rejected: texts; images or videos: paths";

        internal override Example? Read(RowReader row) => Texts(row, "prompt", "chosen", "rejected");

        private protected override JsonObject? Fill(Example example) => example is not Example.Preferred
        {
            Rejected: [var rejected], RejectedMedia.Count: 0, Grades: null, Prompt.Turns: [var turn],
        } pair ? null : Attach(pair, new JsonObject
        {
            ["prompt"] = turn.Text, ["chosen"] = pair.Chosen.Text, ["rejected"] = rejected.Text,
        });
    }

    /// <summary>TRL's conversational preference with an explicit prompt.</summary>
    public sealed record TrlConversational : DatasetFormat
    {
        public override string Name => "trl/conversational";

        public override string Shape => "prompt, chosen, rejected: lists of {role, content}; images or videos: paths";

        internal override Example? Read(RowReader row)
        {
            var turns = row.Turns("prompt", Dialect.Messages);
            var (chosen, rejected) = (Reply(row, "chosen"), Reply(row, "rejected"));
            var (id, media) = (row.Id(), Attached(row));
            return row.Make(() => new Example.Preferred(
                id, new Prompt(turns, media), chosen, [rejected], [], null, row.Rest));
        }

        private protected override JsonObject? Fill(Example example) => example is not Example.Preferred
        {
            Rejected: [var rejected], RejectedMedia.Count: 0, Grades: null,
        } pair ? null : Attach(pair, new JsonObject
        {
            ["prompt"] = Written(pair.Prompt.Turns),
            ["chosen"] = Replied(pair.Chosen),
            ["rejected"] = Replied(rejected),
        });
    }

    /// <summary>TRL's conversational preference whose prompt is what both conversations open with.</summary>
    public sealed record TrlImplicit : DatasetFormat
    {
        public override string Name => "trl/implicit";

        public override string Shape => "chosen, rejected: whole conversations that share all turns but the last";

        internal override Example? Read(RowReader row)
        {
            if (row.Has("prompt")) _ = row.Fault("prompt", "no field", row.Value("prompt")!.Value, "");
            var (chosen, rejected) = (row.Turns("chosen", Dialect.Messages), row.Turns("rejected", Dialect.Messages));
            var (id, media) = (row.Id(), Attached(row));
            return row.Make(() => new Example.Preferred(id, new Prompt(Shared(chosen, rejected), media),
                Last(chosen), [Last(rejected)], [], null, row.Rest));
        }

        private protected override JsonObject? Fill(Example example) => example is not Example.Preferred
        {
            Rejected: [var rejected], RejectedMedia.Count: 0, Grades: null,
        } pair ? null : Attach(pair, new JsonObject
        {
            ["chosen"] = Written(Whole(pair, pair.Chosen)), ["rejected"] = Written(Whole(pair, rejected)),
        });

        private static Sequence<Turn> Shared(Sequence<Turn> chosen, Sequence<Turn> rejected) =>
            chosen.SkipLast(1).SequenceEqual(rejected.SkipLast(1))
                ? [.. chosen.SkipLast(1)]
                : throw new ArgumentException(
                    "rejected: expected chosen's turns with another last answer, got other turns.");

        private static Answer Last(Sequence<Turn> turns) => turns is [.., { Role: Role.Assistant } last]
            ? new(last.Text)
            : throw new ArgumentException("chosen and rejected: expected an assistant's turn at the end, got another.");
    }

    /// <summary>TRL's unpaired preference in texts, for KTO and BCO.</summary>
    public sealed record TrlUnpaired : DatasetFormat
    {
        public override string Name => "trl/unpaired";

        public override string Shape => "prompt, completion: texts; label: true or false";

        internal override Example? Read(RowReader row)
        {
            var (prompt, answer, label) = (row.Text("prompt"), row.Answer("completion"), row.Flag("label"));
            var (id, media) = (row.Id(), Attached(row));
            return row.Make(() => new Example.Labelled(
                id, new Prompt([new Turn(Role.User, prompt)], media), answer, Judged(label), row.Rest));
        }

        private protected override JsonObject? Fill(Example example) =>
            example is not Example.Labelled { Prompt.Turns: [var turn] } one ? null : Attach(one, new JsonObject
            {
                ["prompt"] = turn.Text, ["completion"] = one.Answer.Text, ["label"] = one.Label is Label.Desirable,
            });
    }

    /// <summary>TRL's unpaired preference in messages.</summary>
    public sealed record TrlUnpairedConversational : DatasetFormat
    {
        public override string Name => "trl/unpaired-conversational";

        public override string Shape => "prompt, completion: lists of {role, content}; label: true or false";

        internal override Example? Read(RowReader row)
        {
            var (turns, answer, label) =
                (row.Turns("prompt", Dialect.Messages), Reply(row, "completion"), row.Flag("label"));
            var (id, media) = (row.Id(), Attached(row));
            return row.Make(() => new Example.Labelled(
                id, new Prompt(turns, media), answer, Judged(label), row.Rest));
        }

        private protected override JsonObject? Fill(Example example) =>
            example is not Example.Labelled one ? null : Attach(one, new JsonObject
            {
                ["prompt"] = Written(one.Prompt.Turns),
                ["completion"] = Replied(one.Answer),
                ["label"] = one.Label is Label.Desirable,
            });
    }

    /// <summary>Three texts under a format's names.</summary>
    private static Example.Preferred? Texts(RowReader row, string prompt, string chosen, string rejected)
    {
        var (asked, good, bad) = (row.Text(prompt), row.Answer(chosen), row.Answer(rejected));
        var (id, media) = (row.Id(), Attached(row));
        return row.Make(() => new Example.Preferred(
            id, new Prompt([new Turn(Role.User, asked)], media), good, [bad], [], null, row.Rest));
    }

    private static Label Judged(bool label) => label ? Label.Desirable : Label.Undesirable;

    private static Sequence<Turn> Whole(Example example, Answer answer) =>
        example.Prompt.Turns.Add(new Turn(Role.Assistant, answer.Text));

    private static JsonArray Written(Sequence<Turn> turns) => [.. turns.Select(Dialect.Messages.Write)];

    private static JsonArray Replied(Answer answer) => [Dialect.Messages.Write(new Turn(Role.Assistant, answer.Text))];

    /// <summary>One assistant's turn in a list.</summary>
    private static Answer Reply(RowReader row, string name)
    {
        var turns = row.Turns(name, Dialect.Messages);
        if (turns is [{ Role: Role.Assistant } only]) return new(only.Text);
        return row.Value(name) is { } value ? row.Fault(name, "one assistant's turn", value, new Answer("")) : new("");
    }

    private static Sequence<Media> Attached(RowReader row) =>
        [.. MediaFields.Videos(row, "videos"), .. MediaFields.Images(row, "images")];

    /// <summary>The row with its media, and its id where the file had one.</summary>
    private static JsonObject Attach(Example example, JsonObject row)
    {
        if (!example.Id.StartsWith('#')) row["id"] = example.Id;
        MediaFields.Write(row, "videos", example.Prompt.Media.Where(one => one.Kind is MediaKind.Video));
        MediaFields.Write(row, "images", example.Prompt.Media.Where(one => one.Kind is MediaKind.Image));
        return row;
    }
}
