namespace Atom.OAuth.Package.Tests;

/// <summary>What a build came to.</summary>
/// <param name="IsSuccess">Whether it ended well.</param>
/// <param name="Output">What was printed.</param>
/// <param name="Findings">What the compiler reported, if it ran.</param>
internal sealed record Build(bool IsSuccess, string Output, IReadOnlyList<Finding> Findings)
{
    /// <summary>What the compiler reported in a build that has to end well.</summary>
    public IReadOnlyList<Finding> Succeeded()
    {
        Assert.True(IsSuccess, Output);
        return Findings;
    }
}
