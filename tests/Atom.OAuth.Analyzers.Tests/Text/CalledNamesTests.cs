using Atom.OAuth.Analyzers.Text;

namespace Atom.OAuth.Analyzers.Tests.Text;

/// <summary>The search for the names of calls.</summary>
public sealed class CalledNamesTests
{
    [Theory]
    [InlineData("Read", true)]
    [InlineData("Reads", false)]
    [InlineData("read", false)]
    [InlineData("", false)]
    public void Contains_ComparesWholeNames(string name, bool expected) => Assert.Equal(expected, new CalledNames(["Read", "Load"]).Contains(name));
}
