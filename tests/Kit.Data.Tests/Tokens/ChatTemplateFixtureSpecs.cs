using System.Text.Json;
using Kit.Data.Tests.Processing;
using Kit.Data.Tokens;

namespace Kit.Data.Tests.Tokens;

/// <summary>Prompts as the official code writes them.</summary>
public class ChatTemplateFixtureSpecs
{
    private const string Image = "<image>\n";

    [Fact]
    public void Conversations_are_written_as_the_official_code_writes_them()
    {
        foreach (var one in ProcessingFixture.All.SelectMany(fixture => fixture["prompts"]))
        {
            var (template, turns) = (one.GetProperty("template").GetString()!, Turns(one.GetProperty("turns")));
            Assert.Equal((template, one.GetProperty("prompt").GetString()), (template, Render(template, turns)));
        }
    }

    // The official turn has the clip's place in its text; ours in the template.
    private static string Render(string name, List<Turn> turns)
    {
        var template = ChatTemplate.Named(name);
        if (!turns[0].Question.StartsWith(Image, StringComparison.Ordinal)) return template.WithoutClip().Render(turns);
        turns[0] = turns[0] with { Question = turns[0].Question[Image.Length..] };
        return template.Render(turns);
    }

    private static List<Turn> Turns(JsonElement turns) => [.. turns.EnumerateArray().Select(turn =>
        new Turn(turn[0].GetString()!, turn[1].GetString()))];
}
