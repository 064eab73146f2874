namespace Kit.Data.Tokens;

/// <summary>A question of a conversation and its answer; the last turn may wait for one.</summary>
public sealed record Turn(string Question, string? Answer = null);
