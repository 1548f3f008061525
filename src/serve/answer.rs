//! What a preview answers: a request names a route, and a route stands for a page of the site or for nothing. No path of a
//! file is ever made of a request.

use std::sync::Arc;

use super::http::{Answer, Kind, Request, Status};
use super::model::Turn;
use super::showing::{Showing, Shown};
use super::state::State;
use super::tabs::{self, Caller};
use super::told::{LIST, listed};
use super::version::{Version, escaped, with_snippet};
use crate::build::Output;
use crate::disk;
use crate::finding::Finding;
use crate::language::Message;
use crate::portal::Route;

/// The folder of what belongs to the preview and not to the site.
const OWN: &str = "/_gongkai/";

/// The answer to a request.
pub(super) fn answer(state: &Arc<State>, request: &Request) -> Answer {
    let turn = state.turn();
    if let Some(own) = request.path.as_deref().and_then(|path| path.strip_prefix(OWN)) {
        return own_file(state, &turn, request, own);
    }
    let Some(showing) = &turn.showing else { return nothing(state, &turn) };
    let base = showing.portal.site.base_url.path();
    let Some(path) = &request.path else { return missing(state, &turn, showing, &Route::not_found()) };
    // The portal lies where it will lie on its server, so that every link on it is what it will be.
    let Some(inner) = path.strip_prefix(base) else {
        return if path == "/" || format!("{path}/") == base {
            Answer::moved(base, request.raw_query())
        } else {
            missing(state, &turn, showing, &Route::not_found())
        };
    };
    let route = Route::asked(inner);
    let is_folder = || state.file(&turn, showing, &Route::asked(&format!("{inner}/"))).is_some();
    match state.file(&turn, showing, &route) {
        Some(shown) => page(state, &turn, showing, (&route, shown)),
        None if is_folder() => Answer::moved(&format!("{path}/"), request.raw_query()),
        None => missing(state, &turn, showing, &route),
    }
}

/// What stands at a route.
fn page(state: &State, turn: &Turn, showing: &Showing, (route, shown): (&Route, Shown)) -> Answer {
    match shown {
        Shown::Wrong => shell(state, turn, (route, &Version::of("wrong"))).with_status(Status::InternalError),
        Shown::File(Output::Bytes(bytes)) if route.is_page() => {
            html(&bytes, route, &Version::of_page(&bytes, showing))
        }
        Shown::File(Output::Bytes(bytes)) => {
            let digest = crate::text::Digest::of_bytes(&bytes).short(20);
            Answer::bytes(kind(route), bytes).with_tag(&digest)
        }
        Shown::File(Output::Copy(path)) => match disk::open(&state.root, &path) {
            Ok((file, size)) => Answer::file(kind(route), file, size),
            Err(_) => missing(state, turn, showing, route),
        },
    }
}

/// The page that the site has for what is not there.
fn missing(state: &State, turn: &Turn, showing: &Showing, route: &Route) -> Answer {
    let version = tabs::version(state, turn, route);
    match state.file(turn, showing, &Route::not_found()) {
        Some(Shown::File(Output::Bytes(bytes))) => html(&bytes, route, &version),
        _ => shell(state, turn, (route, &version)),
    }
    .with_status(Status::NotFound)
}

/// The word that there is nothing to show, with the reason.
fn nothing(state: &State, turn: &Turn) -> Answer {
    shell(state, turn, (&Route::home(), &Version::of("nothing"))).with_status(Status::InternalError)
}

fn html(bytes: &[u8], route: &Route, version: &Version) -> Answer {
    let bytes = with_snippet(bytes, route, version);
    let digest = crate::text::Digest::of_bytes(&bytes).short(20);
    Answer::bytes(Kind::HTML, bytes).with_tag(&digest)
}

fn kind(route: &Route) -> Kind {
    // A feed has the name that readers look for, which does not tell what it is.
    if route.as_str().ends_with("feed.xml") { Kind::of("feed.atom") } else { Kind::of(route.as_str()) }
}

/// A file of the preview itself.
fn own_file(state: &Arc<State>, turn: &Turn, request: &Request, name: &str) -> Answer {
    match name {
        "" | "index.html" => shell(state, turn, (&Route::asked(LIST), &Version::of("list"))),
        "client.js" => Answer::bytes(Kind::SCRIPT, include_bytes!("client/client.js").as_slice()),
        "client.css" => Answer::bytes(Kind::STYLE, include_bytes!("client/client.css").as_slice()),
        "icon.svg" => Answer::bytes(Kind::of(name), include_bytes!("client/icon.svg").as_slice()),
        "events" if !request.same_origin() => Answer::error(Status::Forbidden),
        "events" => {
            let said = |name: &str| request.query(name).unwrap_or_default();
            let caller = Caller {
                page: Route::asked(&said("page")),
                version: Version::read(&said("version")),
                browser: said("browser"),
            };
            let state = Arc::clone(state);
            Answer::events(move |stream| state.tabs.open(stream, caller, &state))
        }
        _ => Answer::error(Status::NotFound),
    }
}

/// A page of the preview itself: what was found, as text; the script makes more of it.
fn shell(state: &State, turn: &Turn, (route, version): (&Route, &Version)) -> Answer {
    let language = state.language(turn);
    let say = |id: &'static str| escaped(&language.say(&Message::new(id)));
    let checked = state.wait_for(turn.number);
    let wrong = turn.showing.as_ref().map(|showing| showing.wrong()).unwrap_or_default();
    let open: Vec<&Finding> =
        wrong.iter().chain(&*checked.findings).filter(|finding| finding.accepted.is_none()).collect();
    let text = listed(&open, turn, language);
    let lead = match version.page.as_str() {
        "list" => "serve-list",
        "nothing" => "serve-nothing",
        _ => "serve-wrong",
    };
    let page = include_str!("client/shell.html")
        .replace("{language}", language.tag())
        .replace("{title}", &say("serve-title"))
        .replace("{lead}", &say(lead))
        .replace("{findings}", &escaped(&text));
    html(page.as_bytes(), route, version)
}
