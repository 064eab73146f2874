namespace Kit.Pipelines.Recipes;

/// <summary>What a model is to a recipe.</summary>
public enum ModelRole
{
    /// <summary>The model that is aligned.</summary>
    Policy,

    /// <summary>The frozen model that the policy is held to.</summary>
    Reference,

    /// <summary>The model that scores answers.</summary>
    Reward,

    /// <summary>The model that foresees scores.</summary>
    Value,

    /// <summary>The model that prefers one answer to another.</summary>
    Judge,
}
