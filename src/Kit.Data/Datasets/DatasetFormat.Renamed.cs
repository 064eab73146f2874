using System.Text.Json.Nodes;

namespace Kit.Data.Datasets;

public abstract partial record DatasetFormat
{
    /// <summary>Another format with some of its fields under other names: LLaMA-Factory's <c>columns</c>.</summary>
    /// <param name="Format">The format behind the names.</param>
    /// <param name="Columns">The file's name for each of the format's names.</param>
    public sealed record Renamed(DatasetFormat Format, Sequence<Column> Columns) : DatasetFormat
    {
        public override string Name => $"{Format.Name} ({string.Join(", ", Columns)})";

        public override string Shape => $"{Format.Shape}; {string.Join(", ", Columns)}";

        internal override Example? Read(RowReader row) => Format.Read(row.Renamed(Columns));

        private protected override JsonObject? Fill(Example example) =>
            Format.Fill(example) is not { } row ? null : new JsonObject(
                row.Select(field => KeyValuePair.Create(InFile(field.Key), field.Value?.DeepClone())));

        private string InFile(string name) => Columns.FirstOrDefault(column => column.Name == name)?.InFile ?? name;
    }

    /// <summary>A field's two names.</summary>
    /// <param name="Name">The format's.</param>
    /// <param name="InFile">The file's.</param>
    public sealed record Column(string Name, string InFile)
    {
        public override string ToString() => $"{Name} = {InFile}";
    }
}
