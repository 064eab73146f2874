using VerifyTests;
using VerifyTests.Snapshots;

namespace Verify.Xunit.Tests.Snapshots;

public class NameSpecs
{
    [Theory]
    [InlineData(null, "null")]
    [InlineData("a b", "a b")]
    [InlineData("a/b\\c:d*e?f\"g<h>i|j#k\n", "a-b-c-d-e-f-g-h-i-j-k-")]
    [InlineData(0.1, "0.1")]
    [InlineData(true, "True")]
    [InlineData(new[] { 1, 2 }, "[1,2]")]
    [InlineData(new int[0], "[]")]
    public void Values_in_names_are_escaped(object? value, string expected) =>
        Assert.Equal(expected, ParameterText.Show(value));

    [Fact]
    public void More_values_than_parameters_is_an_error()
    {
        var settings = new VerifySettings();
        settings.UseParameters(1, 2, 3);
        var test = typeof(NameSpecs).GetMethod(nameof(Values_in_names_are_escaped))!;
        var error = Assert.Throws<VerifyException>(() => ParameterText.From(test, settings));
        Assert.Contains("expected at most 2 values", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_mapped_source_path_is_found_below_the_root() =>
        Assert.Equal("/repo/tests/A", SourceFolder.From("/_/tests/A/B.cs", _ => "/repo"));

    [Fact]
    public void A_lost_source_folder_says_what_to_set()
    {
        var error = Assert.Throws<VerifyException>(() => SourceFolder.From("/nowhere/B.cs", _ => null));
        Assert.Contains("KIT_SOURCE_ROOT", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_are_copied_whole()
    {
        var settings = new VerifySettings();
        settings.UseDirectory("d");
        settings.UseTypeName("T");
        settings.UseMethodName("M");
        settings.UseTextForParameters("p=1");
        settings.DisableRequireUniquePrefix();
        var copy = new VerifySettings(settings);
        var files = SnapshotFiles.From(typeof(NameSpecs).GetMethods()[0], $"{Path.GetTempPath()}x.cs", "txt", copy);
        Assert.Equal(Path.Combine(Path.GetTempPath(), "d", "T.M_p=1.verified.txt"), files.Verified);
        Assert.False(copy.RequireUniquePrefix);
    }
}
