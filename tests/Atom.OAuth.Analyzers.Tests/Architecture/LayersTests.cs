namespace Atom.OAuth.Analyzers.Tests.Architecture;

/// <summary>The folders of the analyzers and of the fixes depend on each other in only one direction.</summary>
public sealed class LayersTests
{
    private static readonly Layers Example = new("Shop", "Web", "Orders/Prices", "Orders", "Text");

    private static readonly (string Path, string Text) Page = ("Web/Page.cs", "namespace Shop.Web;\nclass Page { }");

    public static TheoryData<string, string> Turned() => new()
    {
        { "using Shop.Web;\nnamespace Shop.Orders;\nclass C { }", "Orders/C.cs uses Web, which is above Orders" },
        { "namespace Shop.Orders;\nusing Shop.Web;\nclass C { }", "Orders/C.cs uses Web, which is above Orders" },
        { "using static Shop.Web.Page;\nnamespace Shop.Orders;\nclass C { }", "Orders/C.cs uses Web, which is above Orders" },
        { "using Page = Shop.Web.Page;\nnamespace Shop.Orders;\nclass C { }", "Orders/C.cs uses Web, which is above Orders" },
        { "namespace Shop.Orders;\nclass C { Shop.Web.Page page; }", "Orders/C.cs uses Web, which is above Orders" },
        { "namespace Shop.Orders;\nclass C { object page = new Web.Page(); }", "Orders/C.cs uses Web, which is above Orders" },
        { "namespace Shop.Orders;\nclass C { void M() => Web.Page.Show(); }", "Orders/C.cs uses Web, which is above Orders" },
        { "namespace Shop.Orders;\nclass C { void M() => Shop.Web.Page.Show(); }", "Orders/C.cs uses Web, which is above Orders" },
        { "using Shop.Orders.Prices;\nnamespace Shop.Orders;\nclass C { }", "Orders/C.cs uses Orders/Prices, which is above Orders" },
        { "namespace Shop;\nclass C { }", "Orders/C.cs is in the namespace Shop" },
    };

    [Fact]
    public void Analyzers_UseWhatIsBelow() => Assert.Empty(Layers.Analyzers.Violations(Layers.Analyzers.Files()));

    [Fact]
    public void CodeFixes_UseWhatIsBelow() => Assert.Empty(Layers.CodeFixes.Violations(Layers.CodeFixes.Files()));

    [Fact]
    public void EveryLayer_HasFiles()
    {
        foreach (var layers in new[] { Layers.Analyzers, Layers.CodeFixes })
        {
            Assert.Equal(layers.FromTheTop.Order(), layers.Files().Select(static file => Layers.FolderOf(file.Path)).Distinct().Order());
        }
    }

    [Fact]
    public void Tests_AreInTheFoldersOfWhatTheyTest()
    {
        foreach (var layers in new[] { Layers.Analyzers, Layers.CodeFixes })
        {
            var folders = Directory.GetDirectories(Repository.PathOf($"tests/{layers.Project}.Tests"))
                .Select(Path.GetFileName)
                .Except(["bin", "obj", "Architecture", "TestResults"]);

            Assert.Empty(folders.Except(layers.FromTheTop));
        }
    }

    [Theory]
    [MemberData(nameof(Turned))]
    public void ArrowThatIsTurned_IsFound(string file, string violation) =>
        Assert.Equal([violation], Example.Violations([Page, ("Orders/C.cs", file)]));

    [Theory]
    [InlineData("using Shop.Text;\nnamespace Shop.Orders;\nclass C { }")]
    [InlineData("using System.Text;\nnamespace Shop.Orders;\nclass C { object o = System.Web.X; }")]
    [InlineData("using Shop.Webs;\nnamespace Shop.Orders;\nclass C { string Web; }")]
    [InlineData("namespace Shop.Orders;\n// Shop.Web\nclass C { string s = \"Shop.Web.Page\"; }")]
    [InlineData("namespace Shop.Orders;\nclass C { string Web; int M() => Web.Length; }")]
    public void ArrowThatPointsDown_IsNot(string file) => Assert.Empty(Example.Violations([Page, ("Orders/C.cs", file)]));

    [Fact]
    public void FolderWithoutALayer_IsFound() =>
        Assert.Equal(["New/C.cs is in a folder without a layer"], Example.Violations([("New/C.cs", "namespace Shop.New;\nclass C { }")]));
}
