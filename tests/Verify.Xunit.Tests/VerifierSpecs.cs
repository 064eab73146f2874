using System.Text;

namespace Verify.Xunit.Tests;

/// <summary>Through the public surface only, so that these hold with the real package too.</summary>
public class VerifierSpecs
{
    [Fact]
    public async Task Text_equal_to_the_verified_file_passes()
    {
        var result = await Verifier.Verify("DPO\n−log σ(β·h)");
        Assert.EndsWith("VerifierSpecs.Text_equal_to_the_verified_file_passes.verified.txt", result.FilePath);
    }

    [Fact]
    public Task Works_without_async() => Verifier.Verify("one line").ToTask();

    [Theory]
    [InlineData("a", 0.5)]
    [InlineData("b/c", 2.0)]
    public async Task Parameters_name_the_file(string name, double beta) =>
        await Verifier.Verify($"{name} {beta}").UseParameters(name, beta);

    [Fact]
    public async Task Text_for_parameters_is_taken_as_it_is() =>
        await Verifier.Verify("x").UseTextForParameters("lr=0.1_seed=3");

    [Fact]
    public async Task Two_snapshots_of_one_test_need_two_names()
    {
        await Verifier.Verify("first");
        await Verifier.Verify("second").UseMethodName("Another_name");
        await Assert.ThrowsAnyAsync<Exception>(() => Verifier.Verify("third").ToTask());
    }

    [Fact]
    public async Task Still_knows_the_test_after_an_await()
    {
        await Task.Yield();
        await Verifier.Verify("later");
    }

    public class Nested
    {
        [Fact]
        public async Task Nested_types_are_joined_by_dots()
        {
            var result = await Verifier.Verify("inside");
            Assert.Contains("VerifierSpecs.Nested.Nested_types", result.FilePath, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Files_are_utf8_with_bom_and_line_feeds()
    {
        var folder = Path.GetDirectoryName(SourceFile())!;
        var bytes = File.ReadAllBytes(
            Path.Combine(folder, "VerifierSpecs.Text_equal_to_the_verified_file_passes.verified.txt"));
        Assert.Equal(Encoding.UTF8.GetPreamble(), bytes[..3]);
        Assert.DoesNotContain((byte)'\r', bytes);
        Assert.NotEqual((byte)'\n', bytes[^1]);
    }

    private static string SourceFile([System.Runtime.CompilerServices.CallerFilePath] string path = "") => path;
}
