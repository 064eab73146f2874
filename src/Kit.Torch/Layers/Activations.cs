namespace Kit.Torch.Layers;

/// <summary>What a forward pass leaves in memory for its backward pass.</summary>
public enum Activations
{
    /// <summary>Everything that the layers compute.</summary>
    Kept,

    /// <summary>The input of every layer alone; backward runs each layer again. Chen et al. 2016
    /// (arXiv:1604.06174).</summary>
    Recomputed,
}
