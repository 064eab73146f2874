namespace Kit.Data.MovingShapes;

/// <summary>One thing that can be asked about a scene, before the form is chosen.</summary>
/// <param name="What">The question of the open and the multiple-choice form.</param>
/// <param name="Wrong">Other values: the tempting one first, then the more plausible ones.</param>
/// <param name="Candidates">How many candidates a multiple choice offers, the true one included.</param>
internal sealed record Topic(
    Skill Skill, string What, Claim Truth, IReadOnlyList<Claim> Wrong, int Candidates, string? Tempting);

/// <summary>One value in its three wordings.</summary>
/// <param name="Value">As a candidate of a multiple choice.</param>
/// <param name="Sentence">As an open answer.</param>
/// <param name="Doubt">As a yes/no question.</param>
internal sealed record Claim(Phrase Value, Phrase Sentence, string Doubt);
