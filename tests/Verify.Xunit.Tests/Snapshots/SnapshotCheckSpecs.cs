using VerifyTests;
using VerifyTests.Snapshots;

namespace Verify.Xunit.Tests.Snapshots;

public sealed class SnapshotCheckSpecs : IDisposable
{
    private readonly Folder folder = new();

    private SnapshotFiles Files => new(folder.Path, "Specs.Name", "txt");

    [Fact]
    public void A_missing_verified_file_fails_and_writes_received()
    {
        var error = Assert.Throws<VerifyException>(() => SnapshotCheck.Run(Files, "new text", Acceptance.Ask));
        Assert.Equal("new text", File.ReadAllText(Files.Received));
        Assert.False(File.Exists(Files.Verified));
        Assert.StartsWith(
            $"Directory: {folder.Path}\nNew:\n  - Received: Specs.Name.received.txt\n"
            + "    Verified: Specs.Name.verified.txt\n\nFileContent:\n\nNew:\n\n"
            + "Received: Specs.Name.received.txt\nnew text\n",
            error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_difference_names_its_lines()
    {
        File.WriteAllText(Files.Verified, "same\nold\nsame");
        var error = Assert.Throws<VerifyException>(
            () => SnapshotCheck.Run(Files, "same\nnew\nsame\nmore", Acceptance.Ask));
        Assert.Contains("NotEqual:", error.Message, StringComparison.Ordinal);
        Assert.Contains(
            "  line 2\n    - old\n    + new\n  line 4\n    - \n    + more", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("line 1\n", error.Message, StringComparison.Ordinal);
        Assert.Equal("same\nold\nsame", File.ReadAllText(Files.Verified));
    }

    [Fact]
    public void Accepting_replaces_the_verified_file_and_removes_received()
    {
        File.WriteAllText(Files.Verified, "old");
        File.WriteAllText(Files.Received, "stale");
        Assert.Equal("new", SnapshotCheck.Run(Files, "new", Acceptance.Accept).Text);
        Assert.Equal("new", File.ReadAllText(Files.Verified));
        Assert.Equal(["Specs.Name.verified.txt"], Directory.GetFiles(folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public void A_refused_acceptance_fails_and_says_why()
    {
        var error = Assert.Throws<VerifyException>(() => SnapshotCheck.Run(Files, "new", Acceptance.Refused));
        Assert.EndsWith("a build server never accepts.", error.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Files.Verified));
    }

    [Fact]
    public void Success_removes_a_stale_received_file()
    {
        File.WriteAllText(Files.Verified, "text");
        File.WriteAllText(Files.Received, "stale");
        SnapshotCheck.Run(Files, "text", Acceptance.Ask);
        Assert.False(File.Exists(Files.Received));
    }

    [Fact]
    public async Task A_comparison_of_ones_own_decides_and_leaves_the_file_alone()
    {
        File.WriteAllText(Files.Verified, "1.00");
        File.WriteAllText(Files.Received, "stale");
        var held = await SnapshotCheck.Run(Files, "1.01", Acceptance.Accept, Near);
        Assert.Equal("1.00", held.Text);
        Assert.Equal("1.00", File.ReadAllText(Files.Verified));
        Assert.False(File.Exists(Files.Received));
    }

    [Fact]
    public async Task What_the_comparison_found_is_printed_and_one_command_accepts_it()
    {
        File.WriteAllText(Files.Verified, "1.00");
        var error = await Assert.ThrowsAsync<VerifyException>(
            () => SnapshotCheck.Run(Files, "1.50", Acceptance.Ask, Near));
        Assert.Contains("loss: verified 1.00, received 1.50, tolerance ±0.1", error.Message, StringComparison.Ordinal);
        Assert.Contains("KIT_ACCEPT=1", error.Message, StringComparison.Ordinal);
        Assert.Equal("1.50", File.ReadAllText(Files.Received));
        await Assert.ThrowsAsync<VerifyException>(() => SnapshotCheck.Run(Files, "1.50", Acceptance.Refused, Near));
        Assert.Equal("1.00", File.ReadAllText(Files.Verified));
        await SnapshotCheck.Run(Files, "1.50", Acceptance.Accept, Near);
        Assert.Equal("1.50", File.ReadAllText(Files.Verified));
    }

    [Fact]
    public async Task A_new_snapshot_is_not_compared() => await Assert.ThrowsAsync<VerifyException>(
        () => SnapshotCheck.Run(Files, "1.50", Acceptance.Ask, (_, _, _) => Task.FromResult(CompareResult.Equal)));

    private static Task<CompareResult> Near(
        string received, string verified, IReadOnlyDictionary<string, object> context) =>
        Task.FromResult(Math.Abs(Number(received) - Number(verified)) <= 0.1
            ? CompareResult.Equal
            : CompareResult.NotEqual($"loss: verified {verified}, received {received}, tolerance ±0.1"));

    private static double Number(string text) =>
        double.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    [Theory]
    [InlineData("a\r\nb", "a\nb")]
    [InlineData(null, "null")]
    [InlineData("", "emptyString")]
    public void Content_follows_the_rules_of_the_real_package(string? target, string written)
    {
        SnapshotCheck.Run(Files, target, Acceptance.Accept);
        Assert.Equal(written, File.ReadAllText(Files.Verified));
    }

    [Fact]
    public void A_checkout_with_carriage_returns_still_compares()
    {
        File.WriteAllText(Files.Verified, "a\r\nb");
        SnapshotCheck.Run(Files, "a\nb", Acceptance.Ask);
    }

    [Fact]
    public void A_final_newline_is_content()
    {
        File.WriteAllText(Files.Verified, "a\n");
        Assert.Throws<VerifyException>(() => SnapshotCheck.Run(Files, "a", Acceptance.Ask));
    }

    [Theory]
    [InlineData(null, null, "Ask")]
    [InlineData("0", null, "Ask")]
    [InlineData("1", null, "Accept")]
    [InlineData("1", "", "Accept")]
    [InlineData("1", "true", "Refused")]
    public void Only_one_asks_to_accept_and_never_on_a_build_server(string? accept, string? ci, string expected) =>
        Assert.Equal(expected, Acceptance.From(accept, ci).ToString());

    public void Dispose() => folder.Dispose();
}
