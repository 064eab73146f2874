using System.Text.Json;
using System.Text.Json.Nodes;
using Kit.Pairs;

namespace Kit.Data.Datasets;

public abstract partial record DatasetFormat
{
    /// <summary>LLaMA-Factory's ShareGPT with <c>ranking: true</c>.</summary>
    /// <param name="Dialect">How turns are spelled; dataset_info.json's tags may say otherwise.</param>
    public sealed record ShareGptRanking(Dialect Dialect) : DatasetFormat
    {
        public ShareGptRanking() : this(Dialect.ShareGpt) { }

        public override string Name => "llama-factory/sharegpt";

        public override string Shape => "conversations [{from, value}], chosen, rejected {from, value}; videos, images";

        internal override Example? Read(RowReader row)
        {
            var turns = WithSystem(row, row.Turns("conversations", Dialect));
            var (chosen, rejected) = (row.Answer("chosen", Dialect), row.Answer("rejected", Dialect));
            foreach (var name in (string[])["chosen", "rejected"])
                if (row.Value(name) is { ValueKind: JsonValueKind.String } text)
                    row.Fault(name, "{from, value}", text, "");
            var (id, media) = (row.Id(), Attached(row));
            return row.Make(() => new Example.Preferred(
                id, new Prompt(turns, media), chosen, [rejected], [], null, row.Rest));
        }

        private protected override JsonObject? Fill(Example example) => example is not Example.Preferred
        {
            Rejected: [var rejected], RejectedMedia.Count: 0, Grades: null,
        } pair ? null : Attach(pair, new JsonObject
        {
            ["conversations"] = new JsonArray([.. pair.Prompt.Turns.Select(Dialect.Write)]),
            ["chosen"] = Dialect.Write(new Turn(Role.Assistant, pair.Chosen.Text)),
            ["rejected"] = Dialect.Write(new Turn(Role.Assistant, rejected.Text)),
        });
    }

    /// <summary>LLaMA-Factory's Alpaca with <c>ranking: true</c>: instruction and input make the question.</summary>
    public sealed record AlpacaRanking : DatasetFormat
    {
        public override string Name => "llama-factory/alpaca";

        public override string Shape => "instruction, input, chosen, rejected: texts; videos, images";

        internal override Example? Read(RowReader row)
        {
            var (instruction, input) = (row.Text("instruction"), row.MaybeText("input"));
            var (chosen, rejected) = (row.Answer("chosen"), row.Answer("rejected"));
            var (id, media) = (row.Id(), Attached(row));
            var question = string.IsNullOrEmpty(input) ? instruction : $"{instruction}\n{input}";
            var turns = WithSystem(row, [new Turn(Role.User, question)]);
            return row.Make(() => new Example.Preferred(
                id, new Prompt(turns, media), chosen, [rejected], [], null, row.Rest));
        }

        /// <summary>Instruction and input are written as one instruction.</summary>
        private protected override JsonObject? Fill(Example example) => example is not Example.Preferred
        {
            Rejected: [var rejected], RejectedMedia.Count: 0, Grades: null, Prompt.Turns: [var turn],
        } pair ? null : Attach(pair, new JsonObject
        {
            ["instruction"] = turn.Text,
            ["chosen"] = pair.Chosen.Text,
            ["rejected"] = rejected.Text,
        });
    }

    /// <summary>ShareGPT conversations to imitate; the last turn is the answer.</summary>
    /// <param name="Dialect">How turns are spelled.</param>
    public sealed record ShareGptTuning(Dialect Dialect) : DatasetFormat
    {
        public ShareGptTuning() : this(Dialect.ShareGpt) { }

        public override string Name => "sft/sharegpt";

        public override string Shape => "conversations [{from, value}]; videos, images";

        internal override Example? Read(RowReader row) => Imitated(row, "conversations", Dialect);

        private protected override JsonObject? Fill(Example example) =>
            Spoken(example, "conversations", Dialect);
    }

    /// <summary>Messages to imitate; the last turn is the answer.</summary>
    public sealed record MessagesTuning : DatasetFormat
    {
        public override string Name => "sft/messages";

        public override string Shape => "messages [{role, content}]; videos, images";

        internal override Example? Read(RowReader row) => Imitated(row, "messages", Dialect.Messages);

        private protected override JsonObject? Fill(Example example) =>
            Spoken(example, "messages", Dialect.Messages);
    }

    /// <summary>ms-swift: the chosen answer ends the messages, the rejected one stands beside, with media of its own
    /// where it has them.</summary>
    public sealed record Swift : DatasetFormat
    {
        public override string Name => "ms-swift";

        public override string Shape =>
            "messages [{role, content}], rejected_response; videos, rejected_videos, images";

        internal override Example? Read(RowReader row)
        {
            var turns = row.Turns("messages", Dialect.Messages);
            var rejected = row.Answer("rejected_response");
            var (id, media, other) = (row.Id(), Attached(row), MediaFields.Videos(row, "rejected_videos"));
            return row.Make(() => new Example.Preferred(
                id, new Prompt([.. turns.SkipLast(1)], media), Final(turns), [rejected], other, null, row.Rest));
        }

        private protected override JsonObject? Fill(Example example)
        {
            if (example is not Example.Preferred { Rejected: [var rejected], Grades: null } pair) return null;
            var row = Attach(pair, new JsonObject
            {
                ["messages"] = Written(Whole(pair, pair.Chosen)),
                ["rejected_response"] = rejected.Text,
            });
            MediaFields.Write(row, "rejected_videos", pair.RejectedMedia);
            return row;
        }
    }

    /// <summary>ms-swift's older form.</summary>
    public sealed record SwiftQuery : DatasetFormat
    {
        public override string Name => "ms-swift/query";

        public override string Shape => "query, response, rejected_response: texts; videos, images";

        internal override Example? Read(RowReader row) => Texts(row, "query", "response", "rejected_response");

        private protected override JsonObject? Fill(Example example) => example is not Example.Preferred
        {
            Rejected: [var rejected], RejectedMedia.Count: 0, Grades: null, Prompt.Turns: [var turn],
        } pair ? null : Attach(pair, new JsonObject
        {
            ["query"] = turn.Text, ["response"] = pair.Chosen.Text, ["rejected_response"] = rejected.Text,
        });
    }

    private static Example.Demonstrated? Imitated(RowReader row, string name, Dialect dialect)
    {
        var turns = WithSystem(row, row.Turns(name, dialect));
        var (id, media) = (row.Id(), Attached(row));
        return row.Make(() => new Example.Demonstrated(
            id, new Prompt([.. turns.SkipLast(1)], media), Final(turns), row.Rest));
    }

    private static JsonObject? Spoken(Example example, string name, Dialect dialect) =>
        example is not Example.Demonstrated one ? null : Attach(one, new JsonObject
        {
            [name] = new JsonArray([.. Whole(one, one.Answer).Select(dialect.Write)]),
        });

    private static Answer Final(Sequence<Turn> turns) => turns is [.., { Role: Role.Assistant } last]
        ? new(last.Text)
        : throw new ArgumentException("last turn: expected the assistant's, got another. End with the answer.");

    /// <summary>A <c>system</c> field opens the conversation.</summary>
    private static Sequence<Turn> WithSystem(RowReader row, Sequence<Turn> turns) =>
        row.MaybeText("system") is { Length: > 0 } system ? [new Turn(Role.System, system), .. turns] : turns;
}
