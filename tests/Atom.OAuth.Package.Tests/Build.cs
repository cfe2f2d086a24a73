namespace Atom.OAuth.Package.Tests;

/// <summary>The result of a build.</summary>
/// <param name="IsSuccess">Whether it succeeded.</param>
/// <param name="Output">The console output.</param>
/// <param name="Findings">The compiler's diagnostics, if it ran.</param>
internal sealed record Build(bool IsSuccess, string Output, IReadOnlyList<Finding> Findings)
{
    /// <summary>Gets the compiler's diagnostics; fails the test if the build failed.</summary>
    public IReadOnlyList<Finding> Succeeded()
    {
        Assert.True(IsSuccess, Output);
        return Findings;
    }
}
