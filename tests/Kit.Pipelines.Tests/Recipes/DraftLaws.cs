using FsCheck;
using FsCheck.Fluent;
using Kit.Data.Storage;
using Kit.Pipelines.Recipes;

namespace Kit.Pipelines.Tests.Recipes;

public sealed class DraftLaws
{
    private static readonly Gen<Draft> Any =
        from id in Text
        from clip in Text
        from texts in Gen.Zip(Text, Text).ListOf(3)
        from numbers in Gen.Zip(Text, Gen.Choose(-1000, 1000)).ListOf(2)
        select numbers.Aggregate(
            texts.Aggregate(Draft.From(id, clip), (made, field) => made.With($"t{field.Item1}", field.Item2)),
            (made, field) => made.With($"n{field.Item1}", field.Item2 / 7.0));

    private static Gen<string> Text => ArbMap.Default.GeneratorFor<NonNull<string>>()
        .Select(text => new string([.. text.Get.Where(c => !char.IsSurrogate(c))]));

    [Fact]
    public void A_draft_reads_back_as_it_was_written() => Prop.ForAll(Any.ToArbitrary(), draft =>
    {
        using var stream = new MemoryStream();
        JsonLines.Write(stream, [draft]);
        return System.Text.Json.JsonSerializer.Deserialize<Draft>(stream.ToArray(), StrictJson.Options)! == draft;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_line_is_flat_and_keeps_the_order_of_its_fields()
    {
        using var stream = new MemoryStream();
        JsonLines.Write(
            stream, [Draft.From("q1", "a.mp4", ("question", "Why?")).With("score", 0.5).With("question", "How?")]);
        Assert.Equal(
            "{\"id\":\"q1\",\"clip\":\"a.mp4\",\"question\":\"How?\",\"score\":0.5}\n",
            System.Text.Encoding.UTF8.GetString(stream.ToArray()));
    }

    [Theory]
    [InlineData("[1]")]
    [InlineData("{\"id\":\"a\"}")]
    [InlineData("{\"id\":1,\"clip\":\"c\"}")]
    [InlineData("{\"id\":\"a\",\"clip\":\"c\",\"x\":null}")]
    [InlineData("{\"id\":\"a\",\"clip\":\"c\",\"x\":1e999}")]
    [InlineData("{\"id\":\"a\",\"clip\":\"c\",\"x\":[\"y\"]}")]
    public void Other_shapes_are_refused(string line) => Assert.Throws<System.Text.Json.JsonException>(
        () => System.Text.Json.JsonSerializer.Deserialize<Draft>(line, StrictJson.Options));

    [Fact]
    public void Fields_are_asked_for_by_name_and_refusals_say_which_there_are()
    {
        var draft = Draft.From("q1", "c", ("a", "x")).With("n", 2);
        Assert.Equal(("x", "2", 2.0), (draft["a"], draft["n"], draft.Number("n")));
        Assert.Equal(
            "draft q1, field b: expected one of [a, n]. Add the stage that writes it.",
            Assert.Throws<ArgumentException>(() => draft["b"]).Message);
        Assert.StartsWith(
            "draft q1, field a: expected a number",
            Assert.Throws<ArgumentException>(() => draft.Number("a")).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => draft.With("id", "x"));
        Assert.Throws<ArgumentException>(() => draft.With("n", double.NaN));
        Assert.NotEqual(draft, draft.With("n", 3));
        Assert.Equal(draft, draft.With("n", 3).With("n", 2));
    }
}
