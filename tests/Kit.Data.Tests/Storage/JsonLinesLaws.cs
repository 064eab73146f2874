using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Kit.Data.Storage;
using Kit.Pairs;

namespace Kit.Data.Tests.Storage;

public class JsonLinesLaws
{
    private sealed record Row(string Id, double Score, Sequence<int> Ids, string? Note = null);

    private static readonly Gen<Row> Rows =
        from id in Gen.Elements("", "a", "ü\n\"\\", "🦆", "\u0000", "\u2028")
        from score in Gen.Choose(int.MinValue, int.MaxValue).Select(x => x / 7.0)
        from ids in Gen.Choose(-5, 5).ListOf()
        from note in Gen.Elements(null, "n", "long " + new string('x', 300))
        select new Row(id, score, Sequence.From<int>(ids.ToArray()), note);

    [Fact]
    public void What_is_written_is_read_back() =>
        Law.HoldsOnDisk(Rows.ListOf(), rows =>
        {
            using var folder = new Folder();
            JsonLines.Write(folder["r"], rows);
            return JsonLines.Read<Row>(folder["r"]).SequenceEqual(rows);
        });

    [Fact]
    public void Appending_one_by_one_is_writing_them_all() =>
        Law.HoldsOnDisk(Rows.NonEmptyListOf(), rows =>
        {
            using var folder = new Folder();
            JsonLines.Write(folder["a"], rows);
            foreach (var row in rows) JsonLines.Append(folder["x/b"], row);
            return File.ReadAllBytes(folder["a"]).SequenceEqual(File.ReadAllBytes(folder["x/b"]));
        });

    [Fact]
    public void Pairs_are_stored_without_what_follows_from_them()
    {
        using var folder = new Folder();
        var pair = new Pair("p1", "c1", "what?", new("a goose", [new(2, 7)]), new("a dog"));
        JsonLines.Write(folder["p"], [pair]);
        Assert.Equal("""{"id":"p1","clip":"c1","prompt":"what?","""
            + """ "chosen":{"text":"a goose","spans":[{"start":2,"end":7}]},"""[1..]
            + """ "rejected":{"text":"a dog","spans":[]}}"""[1..] + "\n", File.ReadAllText(folder["p"]));
        Assert.Equal([pair], JsonLines.Read<Pair>(folder["p"]));
    }

    [Fact]
    public void Lines_longer_than_any_buffer_and_empty_lines_are_read()
    {
        using var folder = new Folder();
        var rows = new[] { 10, 65_530, 200_000, 1 }.Select(n => new Row(new string('y', n), n, [])).ToList();
        JsonLines.Write(folder["r"], rows);
        File.WriteAllText(folder["s"], "\n \r\n" + File.ReadAllText(folder["r"]).Replace("\n", "\r\n\n"));
        Assert.Equal(rows, JsonLines.Read<Row>(folder["r"]));
        Assert.Equal(rows, JsonLines.Read<Row>(folder["s"]));
    }

    [Fact]
    public void A_last_line_without_an_end_and_a_byte_order_mark_are_accepted()
    {
        using var folder = new Folder();
        File.WriteAllText(folder["r"], """{"id":"a","score":1,"ids":[]}""", new UTF8Encoding(true));
        Assert.Equal([new Row("a", 1, [])], JsonLines.Read<Row>(folder["r"]));
        Assert.Empty(JsonLines.Read<Row>(folder.Write("empty")));
    }

    [Theory]
    [InlineData("""{"id":"a","score":1,"ids":[],"extra":2}""", "extra")]
    [InlineData("""{"id":"a","score":1}""", "ids")]
    [InlineData("""{"id":"a","id":"b","score":1,"ids":[]}""", "uplicate")]
    [InlineData("""{"id":null,"score":1,"ids":[]}""", "id")]
    [InlineData("""{"id":"a","score":"1","ids":[]}""", "score")]
    [InlineData("""{"id":"a","score":1,"ids":null}""", "ids")]
    [InlineData("""{"id":"a","score":1,"ids":[1.5]}""", "ids")]
    [InlineData("""{"id":"a","score":NaN,"ids":[]}""", "N")]
    [InlineData("""{"id":"a","score":1e999,"ids":[]}""", "score")]
    [InlineData("""{"Id":"a","score":1,"ids":[]}""", "Id")]
    [InlineData("""[]""", "Row")]
    [InlineData("""null""", "null")]
    [InlineData("""{} {}""", "")]
    [InlineData("hello", "h")]
    [InlineData("\0\0\0\0", "")]
    public void A_faulty_line_is_refused_by_file_and_line(string line, string fault)
    {
        using var folder = new Folder();
        JsonLines.Write(folder["r"], [new Row("good", 1, [])]);
        File.AppendAllText(folder["r"], "\n" + line + "\n");
        var error = Assert.Throws<InvalidDataException>(() => JsonLines.Read<Row>(folder["r"]).Count());
        Assert.StartsWith($"{folder["r"]}, line 3: expected one JSON object, got ", error.Message);
        Assert.EndsWith(". Correct the line.", error.Message);
        Assert.Contains(fault, error.Message, StringComparison.Ordinal);
        Assert.Equal("good", JsonLines.Read<Row>(folder["r"]).First().Id);
    }

    [Fact]
    public void A_null_inside_a_list_is_refused()
    {
        using var folder = new Folder();
        var path = folder.Write("r", "[\"a\",null]\n"u8.ToArray());
        Assert.Contains("null inside a list",
            Assert.Throws<InvalidDataException>(() => JsonLines.Read<Sequence<string>>(path).Count()).Message);
    }

    [Fact]
    public void A_list_that_has_zeros_has_no_nulls()
    {
        using var folder = new Folder();
        Assert.Equal([0, 1], JsonLines.Read<Sequence<int>>(folder.Write("r", "[0,1]"u8.ToArray())).Single());
    }

    [Fact]
    public void A_log_cut_in_its_last_line_says_so()
    {
        using var folder = new Folder();
        var path = folder.Write("r", """{"id":"a","sco"""u8.ToArray());
        var error = Assert.Throws<InvalidDataException>(() => JsonLines.Read<Row>(path).Count());
        Assert.StartsWith($"{path}, line 1: ", error.Message);
        Assert.EndsWith(" (the last line, cut short). Correct the line.", error.Message);
    }

    [Fact]
    public void Bytes_that_are_no_utf8_are_refused()
    {
        using var folder = new Folder();
        var path = folder.Write("r", "{\"id\":\""u8.ToArray(), [0xFF], "\",\"score\":1,\"ids\":[]}\n"u8.ToArray());
        Assert.Contains("bytes that are no UTF-8",
            Assert.Throws<InvalidDataException>(() => JsonLines.Read<Row>(path).Count()).Message);
    }

    [Fact]
    public void A_value_that_its_type_refuses_is_reported_with_its_line()
    {
        using var folder = new Folder();
        var path = folder.Write("r", """{"text":"goose","spans":[{"start":3,"end":9}]}"""u8.ToArray());
        Assert.Contains(", line 1: expected one JSON object, got answer span: expected start < end within [0, 5]",
            Assert.Throws<InvalidDataException>(() => JsonLines.Read<Answer>(path).Count()).Message);
    }

    [Fact]
    public void An_endless_line_is_refused()
    {
        using var folder = new Folder();
        var path = folder.Write("r", "{}\n"u8.ToArray());
        using (var stream = File.OpenWrite(path)) stream.SetLength(JsonLines.Limit + (1 << 20));
        Assert.Contains(", line 2: expected one JSON object, got over 67108864 bytes",
            Assert.Throws<InvalidDataException>(() => JsonLines.Read<Dictionary<string, int>>(path).Count()).Message);
    }

    [Fact]
    public void A_record_that_has_no_json_form_leaves_the_old_file()
    {
        using var folder = new Folder();
        JsonLines.Write(folder["r"], [new Row("a", 1, [])]);
        var rows = new[] { new Row("b", 1, []), new Row("c", double.NaN, []) };
        Assert.Throws<ArgumentException>(() => JsonLines.Write(folder["r"], rows));
        Assert.Equal("a", JsonLines.Read<Row>(folder["r"]).Single().Id);
        Assert.Equal(["r"], folder.Listing);
    }
}
