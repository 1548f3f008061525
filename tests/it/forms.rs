//! The form files themselves are tested: what they promise holds for every form there is.

use gongkai::form::{Each, Form, Forms, KeyFigure, Over, embedded, grid};
use gongkai::language::Language;
use gongkai::text::{Hashed, Source};

pub(crate) fn forms() -> Forms {
    let sources: Vec<Source> =
        embedded().map(|(name, text)| Source::new(format!("forms/{name}"), text)).collect();
    let (forms, findings) = Forms::read(&sources);
    assert_eq!(findings, []);
    forms
}

fn form(id: &str) -> Hashed<Form> {
    forms().all().find(|form| form.id == id).expect(id).clone()
}

/// How many single equalities the equations of a form within one year stand for.
fn equalities(form: &Form) -> usize {
    let of_table = |table: &gongkai::form::Table| -> usize {
        let of_equation = |each| match each {
            Each::Row => table.rows.leaves.len(),
            Each::Column => table.columns.leaves.len(),
        };
        table
            .equations
            .iter()
            .filter(|equation| equation.is_equality() && !equation.is_over_years())
            .map(|equation| of_equation(equation.each))
            .sum()
    };
    form.tables.iter().map(of_table).sum()
}

#[test]
fn the_forms_have_the_official_number_of_equations() {
    assert_eq!(equalities(&form("2021")), 39 + 3);
    assert_eq!(equalities(&form("2019")), 37 + 3);
}

#[test]
fn the_forms_have_the_official_number_of_cells() {
    let cells = |id: &str| -> Vec<(String, usize)> {
        form(id).tables.iter().map(|table| (table.id.clone(), table.len())).collect()
    };
    let of = |pairs: &[(&str, usize)]| pairs.iter().map(|(id, n)| ((*id).to_owned(), *n)).collect::<Vec<_>>();
    assert_eq!(
        cells("2021"),
        of(&[
            ("regulations", 6),
            ("licensing", 1),
            ("enforcement", 2),
            ("fees", 1),
            ("requests", 175),
            ("review", 15)
        ])
    );
    assert_eq!(
        cells("2019"),
        of(&[
            ("regulations", 6),
            ("licensing", 6),
            ("enforcement", 6),
            ("fees", 2),
            ("procurement", 2),
            ("requests", 161),
            ("review", 15)
        ])
    );
}

#[test]
fn every_year_has_one_form() {
    let forms = forms();
    let governing = |year| forms.governing(year).map(|form| form.id.clone());
    assert_eq!(governing(2007), None);
    for (year, id) in
        [(2008, "2008"), (2018, "2008"), (2019, "2019"), (2020, "2019"), (2021, "2021"), (2031, "2021")]
    {
        assert_eq!(governing(year).as_deref(), Some(id), "{year}");
    }
}

#[test]
fn header_grids_are_full_rectangles() {
    for form in forms().all() {
        for table in &form.tables {
            let grid = grid(table);
            let width = grid.label_columns + grid.body[0].cells.len();
            let heads: Vec<_> = grid
                .head
                .iter()
                .map(|line| line.iter().map(|head| (head.colspan, head.rowspan)).collect())
                .collect();
            assert_eq!(
                filled(&heads, width),
                vec![width; grid.head.len()],
                "head of {} {}",
                form.id,
                table.id
            );
            let body: Vec<Vec<(usize, usize)>> = grid
                .body
                .iter()
                .map(|line| {
                    let labels = line.heads.iter().map(|head| (head.colspan, head.rowspan));
                    labels.chain(line.cells.iter().map(|_| (1, 1))).collect()
                })
                .collect();
            assert_eq!(
                filled(&body, width),
                vec![width; grid.body.len()],
                "body of {} {}",
                form.id,
                table.id
            );
        }
    }
}

/// How many places of each line are taken once, with spans laid out as HTML lays them out.
fn filled(lines: &[Vec<(usize, usize)>], width: usize) -> Vec<usize> {
    let mut taken = vec![vec![0; width]; lines.len()];
    for (at, line) in lines.iter().enumerate() {
        for &(colspan, rowspan) in line {
            let Some(free) = taken[at].iter().position(|count| *count == 0) else { return vec![usize::MAX] };
            for row in taken.iter_mut().skip(at).take(rowspan) {
                row.iter_mut().skip(free).take(colspan).for_each(|place| *place += 1);
            }
        }
    }
    taken.iter().map(|line| line.iter().filter(|count| **count == 1).count()).collect()
}

#[test]
fn a_mistake_in_a_form_file_has_its_place() {
    let text = embedded().find(|(name, _)| name == "2021.yaml").expect("the form").1;
    for (from, to, expected) in [
        ("id: normative", "id: rules", "form-invalid 57:15"),
        ("left: new + carried_in", "left: new + carried", "form-invalid--unknown"),
        ("tables: [review]", "tables: [reviews]", "form-invalid--unknown"),
        ("each: column", "each: colum", "form-syntax"),
        ("    corner:", "    cornr:", "form-syntax"),
        ("id: \"2021\"", "id: \"2022\"", "form-invalid--file-name"),
        ("watch: [fee.amount]", "watch: [fee.amounts]", "form-invalid--unknown"),
        ("relation: at-most", "relation: at-least", "form-syntax"),
        ("issuers: [province, city]", "issuers: [province, citty]", "form-syntax"),
        ("aliases: [规范性文件] }", "aliases: [规章] }", "form-invalid--twice"),
        ("sum: requests.new.total }", "sum: requests.news.total }", "form-invalid--unknown"),
        ("sum: requests.new.total }", "sum: requests.new.total + }", "form-invalid--unknown"),
        ("{ id: carried_in, label: { zh: 上年", "{ id: received, label: { zh: 上年", "form-invalid--twice"),
        ("figures: [received]", "figures: [recieved]", "form-invalid--unknown"),
        ("figures: [received]", "figures: []", "form-invalid--no-figures"),
        ("[reconsideration, litigation]", "[litigation, litigation]", "form-invalid--twice"),
        ("figures: [open, partial", "figures: [fees, partial", "form-invalid--units"),
        ("{ id: results, over: figures", "{ id: review, over: figures", "form-invalid--twice"),
        ("{ id: results, over: figures", "{ id: results, over: agencies", "form-syntax"),
    ] {
        let source = Source::new("forms/2021.yaml", text.replacen(from, to, 1));
        let (form, findings) = gongkai::form::read(&source);
        assert_eq!(form, None, "{to}");
        let finding = &findings[0];
        let (line, _) = source.line_column(finding.place().span.start);
        let wanted = source.text.lines().position(|line| line.contains(to)).expect("the mistake") + 1;
        if to == "{ id: review, over: figures" {
            // Of two charts with one id the second is told.
            assert_eq!((finding.message.id.as_ref(), line), (expected, wanted + 1), "{to}");
        } else if expected.starts_with("form-invalid--") {
            assert_eq!((finding.message.id.as_ref(), line), (expected, wanted), "{to}");
        } else {
            assert!((wanted..=wanted + 1).contains(&line), "{to}: line {line}, not {wanted}");
        }
    }
}

#[test]
fn a_bound_is_no_equality_and_defines_nothing() {
    let bounds = |id: &str| -> Vec<String> {
        let form = form(id);
        let of_table = |table: &gongkai::form::Table| -> Vec<String> {
            let bounds = table.equations.iter().filter(|equation| !equation.is_equality());
            bounds.map(|equation| format!("{}.{}", table.id, equation.id)).collect()
        };
        form.tables.iter().flat_map(of_table).collect()
    };
    assert_eq!(bounds("2021"), ["regulations.grown", "regulations.repealable"]);
    assert_eq!(bounds("2019"), ["regulations.public"]);
    let text = embedded().find(|(name, _)| name == "2021.yaml").expect("the form").1;
    let wrong =
        text.replacen("        left: made - repealed\n", "        left: made\n        defines: true\n", 1);
    let (form, findings) = gongkai::form::read(&Source::new("forms/2021.yaml", wrong));
    assert_eq!(form, None);
    assert_eq!(findings[0].message.id, "form-invalid--defines");
}

#[test]
fn every_name_of_a_table_row_or_column_is_understood() {
    use gongkai::form::Known;
    let form = form("2021");
    for (key, expected) in [
        ("regulations", Some((0, Known::Id))),
        ("第二十条第（一）项", Some((0, Known::Label))),
        ("第二十条第(八)项", Some((3, Known::Label))),
        ("行政机关收到和处理政府信息公开申请情况", Some((4, Known::Alias))),
        ("第二十条第（九）项", None),
    ] {
        assert_eq!(form.find(key), expected, "{key}");
    }
    let rows = &form.tables[0].rows;
    assert_eq!(rows.find("行政规范性文件"), Some((1, Known::Label)));
    assert_eq!(rows.find("规范性文件"), Some((1, Known::Alias)));
    assert_eq!(rows.find("文件"), None);
}

fn figure<'a>(form: &'a Form, id: &str) -> &'a KeyFigure {
    form.figures.iter().find(|figure| figure.id == id).expect(id)
}

#[test]
fn the_figures_of_a_report_are_sums_of_its_cells() {
    let cells = |form: &Form, id: &str| -> Vec<String> {
        figure(form, id).sum.iter().map(|(table, cell)| form.tables[*table].cell_id(*cell)).collect()
    };
    let (old, new) = (form("2019"), form("2021"));
    assert_eq!(cells(&new, "received"), ["requests.new.total"]);
    assert_eq!(cells(&old, "otherwise"), ["requests.other.total"]);
    assert_eq!(
        cells(&new, "otherwise"),
        ["requests.other1_nocorrect.total", "requests.other2_nofee.total", "requests.other3_other.total"]
    );
    for form in [&old, &new] {
        let keys: Vec<&str> =
            form.figures.iter().filter(|figure| figure.key).map(|figure| figure.id.as_str()).collect();
        assert_eq!(keys, ["received", "finished", "reconsideration", "litigation"]);
        // The results of a year are all results, and each of them once.
        let results = form.charts.iter().find(|chart| chart.id == "results").expect("the chart");
        assert_eq!(results.over, Over::Figures);
        let mut shown: Vec<_> =
            results.figures.iter().flat_map(|index| form.figures[*index].sum.clone()).collect();
        shown.sort_unstable();
        let (index, table) = form.table("requests").expect("the table");
        let total = table.equations.iter().find(|equation| equation.id == "total").expect("the equation");
        let column = table.columns.find("total").expect("the column").0;
        let all: Vec<_> = total.right.iter().map(|term| (index, table.cell(term.leaf, column))).collect();
        assert_eq!(shown, all);
    }
}

#[test]
fn a_figure_has_a_value_where_all_its_cells_have_one() {
    use gongkai::report::{Cell, Sheet};
    let form = form("2021");
    let litigation = figure(&form, "litigation");
    let [(table, direct), (_, after)] = litigation.sum[..] else { panic!("two cells") };
    let mut sheet = Sheet::blank(&form);
    assert_eq!(sheet.sum(&litigation.sum), None);
    sheet.tables[table][direct] = Cell::Given(3.into());
    assert_eq!(sheet.sum(&litigation.sum), None);
    sheet.tables[table][after] = Cell::Unreadable;
    assert_eq!(sheet.sum(&litigation.sum), None);
    sheet.tables[table][after] = Cell::Computed(0.into());
    assert_eq!(sheet.sum(&litigation.sum), Some(3.into()));
}

#[test]
fn figures_of_one_id_run_on_from_form_to_form() {
    let (old, new) = (form("2019"), form("2021"));
    let mut divided = Vec::new();
    for figure in &new.figures {
        let Some(that) = old.figures.iter().find(|that| that.id == figure.id) else {
            assert_eq!(figure.id, "fees");
            continue;
        };
        let ancestors: Option<Vec<_>> =
            figure.sum.iter().map(|(table, cell)| new.ancestor(&old, *table, *cell)).collect();
        match ancestors {
            Some(ancestors) => assert_eq!(ancestors, that.sum, "{}", figure.id),
            None => divided.push(figure.id.as_str()),
        }
    }
    // Its cells continue one cell together.
    assert_eq!(divided, ["otherwise"]);
    assert_eq!(new.figures.len(), old.figures.len() + 1);
}

#[test]
fn one_id_cannot_mean_two_things_in_two_forms() {
    let text = |name: &str| embedded().find(|(file, _)| file == name).expect("the form").1;
    for (id, from, to) in [
        ("received", "zh: 新收申请", "zh: 收到申请"),
        (
            "coercion",
            "{ zh: 件, en: \"\" }, sum: enforcement.coercion",
            "{ zh: 起, en: \"\" }, sum: enforcement.coercion",
        ),
        ("normative", "sum: regulations.normative.made", "sum: regulations.normative.repealed"),
        ("finished", "sum: requests.total.total", "sum: requests.total.total + requests.carried_out.total"),
        ("otherwise", " + requests.other3_other.total }", " }"),
        ("litigation", "review.direct.total + review.after_review.total }", "review.direct.total }"),
        ("litigation", "was: after_review", "aliases: []"),
    ] {
        assert!(text("2021.yaml").contains(from), "{from}");
        let sources = [
            Source::new("forms/2019.yaml", text("2019.yaml")),
            Source::new("forms/2021.yaml", text("2021.yaml").replacen(from, to, 1)),
        ];
        let (_, findings) = Forms::read(&sources);
        let told: Vec<String> =
            findings.iter().map(|finding| Language::English.say(&finding.message)).collect();
        assert_eq!(told, [format!("The figure “{id}” is not the one of form 2019")], "{to}");
    }
}
